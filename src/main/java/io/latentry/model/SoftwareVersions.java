package io.latentry.model;

import java.util.Map;

/**
 * The versions that a model's last bits may depend on.
 *
 * @param byName {@code latentry}, {@code djl}, {@code libtorch} and {@code java}
 */
public record SoftwareVersions(Map<String, String> byName) {

    public SoftwareVersions {
        byName = Map.copyOf(byName);
    }
}
