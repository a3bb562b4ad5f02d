package io.quorate.service.process;

import io.quorate.testkit.history.KvAnswer;
import tools.jackson.databind.JsonNode;

/// How one request at one replica ended.
sealed interface Attempt {

  /// The store answered.
  ///
  /// @param answer in the checker's words
  /// @param body as it came; a missing node when there was none
  /// @param replayed whether it is the answer to an earlier attempt under the same key
  record Answered(KvAnswer answer, JsonNode body, boolean replayed) implements Attempt {}

  /// It was not applied and never will be: by its status, or because nothing was ever sent.
  ///
  /// @param why for a person
  record Refused(String why) implements Attempt {}

  /// It may be applied, now or later, or not: 504, no answer in time, or a lost connection.
  ///
  /// @param why for a person
  record Unclear(String why) implements Attempt {}
}
