package io.latentry.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What requests may cost.
 *
 * @param maxBody the size of a body, where it is not files, items or a model
 * @param memory what requests may hold together, as bodies, items and answers; half of the heap if absent
 */
@ConfigurationProperties("latentry.requests")
record RequestProperties(
        @DefaultValue("2MB") DataSize maxBody, @Nullable DataSize memory) {}
