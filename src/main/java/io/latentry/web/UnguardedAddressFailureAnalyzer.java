package io.latentry.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do about an {@link UnguardedAddressException}. */
final class UnguardedAddressFailureAnalyzer extends AbstractFailureAnalyzer<UnguardedAddressException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnguardedAddressException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Set latentry.api-key (or the environment variable LATENTRY_API_KEY) to a long random string, or "
                        + "server.address (and management.server.address, beside management.server.port) to 127.0.0.1.",
                cause);
    }
}
