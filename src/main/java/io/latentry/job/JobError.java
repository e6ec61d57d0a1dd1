package io.latentry.job;

/**
 * Why a job failed.
 *
 * @param code a stable identifier in kebab case, such as {@code worker-died} or {@code loss-not-finite}
 * @param detail a sentence for a human
 */
public record JobError(String code, String detail) {}
