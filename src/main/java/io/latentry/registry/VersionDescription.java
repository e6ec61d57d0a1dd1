package io.latentry.registry;

/**
 * What the database knows of a version.
 *
 * @param origin what made it, as in {@link NewVersion}
 * @param version the version
 */
record VersionDescription(String origin, ModelVersion version) {}
