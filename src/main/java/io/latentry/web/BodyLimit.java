package io.latentry.web;

import io.latentry.core.error.LatentryException;
import java.util.function.LongConsumer;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;

/**
 * How large the bodies of some requests may be; a room that takes more than a small document provides one as a bean.
 *
 * @param method of the requests
 * @param path pattern of their paths, as controllers write it
 * @param size the most that a body may have
 * @param admission told the length of a body before any of it is read, or -1 if it is unknown; refuses it by throwing a
 *     {@link LatentryException}
 */
public record BodyLimit(HttpMethod method, String path, DataSize size, LongConsumer admission) {}
