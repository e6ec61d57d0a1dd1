package io.latentry.download;

import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** How long a source wants to be left alone, by RFC 9110's {@code Retry-After}: seconds or a date. */
final class RetryAfter {

    private RetryAfter() {}

    /** Zero if the answer tells nothing that can be understood. */
    static Duration of(HttpResponse<?> answer) {
        return parse(answer.headers().firstValue("Retry-After").orElse("0"), Instant.now());
    }

    static Duration parse(String text, Instant now) {
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            return Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
