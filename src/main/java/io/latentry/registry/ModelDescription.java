package io.latentry.registry;

import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the database knows of a model apart from its versions; it stays when they are deleted.
 *
 * @param name of the model
 * @param lastVersion the last number that it gave
 * @param aliases versions by alias
 */
record ModelDescription(String name, int lastVersion, SortedMap<String, Integer> aliases) {

    ModelDescription {
        aliases = Objects.requireNonNullElseGet(aliases, TreeMap::new);
    }
}
