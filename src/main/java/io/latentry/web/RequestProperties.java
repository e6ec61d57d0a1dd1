package io.latentry.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What requests may cost.
 *
 * @param maxBody the size of a body, where it is not files, items or a model
 */
@ConfigurationProperties("latentry.requests")
record RequestProperties(@DefaultValue("2MB") DataSize maxBody) {}
