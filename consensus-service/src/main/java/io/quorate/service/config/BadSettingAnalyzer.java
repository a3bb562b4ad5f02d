package io.quorate.service.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Ends the start with one message, and not with a stack trace.
class BadSettingAnalyzer extends AbstractFailureAnalyzer<BadSetting> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, BadSetting cause) {
    return new FailureAnalysis(cause.getMessage(), null, cause);
  }
}
