package io.latentry.job;

import io.latentry.model.InvalidInputException;

/** The bounds of a page. */
final class Limits {

    private static final int MAX = 500;

    private Limits() {}

    static int check(int limit) {
        if (limit < 1 || limit > MAX) {
            throw InvalidInputException.field("limit", "must be from 1 to " + MAX);
        }
        return limit;
    }
}
