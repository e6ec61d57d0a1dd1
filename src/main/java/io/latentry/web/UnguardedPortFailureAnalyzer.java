package io.latentry.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do about an {@link UnguardedPortException}. */
final class UnguardedPortFailureAnalyzer extends AbstractFailureAnalyzer<UnguardedPortException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnguardedPortException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Leave management.server.port unset, so that /actuator is served, and guarded, with everything else.",
                cause);
    }
}
