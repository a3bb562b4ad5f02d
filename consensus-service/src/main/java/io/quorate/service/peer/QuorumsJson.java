package io.quorate.service.peer;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import tools.jackson.databind.util.StdConverter;

/// A quorum system as its text.
final class QuorumsJson {
  private QuorumsJson() {}

  /// To JSON.
  static final class Write extends StdConverter<QuorumSystem, String> {
    @Override
    public String convert(QuorumSystem quorums) {
      return quorums.text();
    }
  }

  /// From JSON.
  static final class Read extends StdConverter<String, QuorumSystem> {
    @Override
    public QuorumSystem convert(String text) {
      return QuorumText.parse(text);
    }
  }
}
