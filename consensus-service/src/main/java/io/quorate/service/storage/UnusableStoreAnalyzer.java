package io.quorate.service.storage;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Ends the start with one message, and not with a stack trace.
class UnusableStoreAnalyzer extends AbstractFailureAnalyzer<UnusableStore> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnusableStore cause) {
    return new FailureAnalysis(cause.getMessage(), null, cause);
  }
}
