package io.latentry.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latentry.core.error.InvalidInputException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items at most as many as asked for
 * @param next the value of {@code after} that continues the list; null at its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String next) {

    /** The most items that a page holds. */
    public static final int MAX_LIMIT = 500;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page.
     *
     * @param oneMoreThanLimit the items, and one more if the list goes on
     * @param limit of the page
     * @param key what {@code after} takes to continue after an item
     */
    public static <T> Page<T> of(List<T> oneMoreThanLimit, int limit, Function<T, String> key) {
        if (oneMoreThanLimit.size() <= limit) {
            return new Page<>(oneMoreThanLimit, null);
        }
        List<T> items = oneMoreThanLimit.subList(0, limit);
        return new Page<>(items, key.apply(items.get(limit - 1)));
    }

    /**
     * Checks the size of a page that a request asks for.
     *
     * @throws InvalidInputException if it is out of range
     */
    public static int checkLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw InvalidInputException.field("limit", "must be from 1 to " + MAX_LIMIT);
        }
        return limit;
    }
}
