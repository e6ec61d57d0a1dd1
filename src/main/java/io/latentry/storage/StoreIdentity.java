package io.latentry.storage;

import java.util.Properties;

/**
 * Which store this is, and how far it has come. The database has it and, beside it, a {@link StoreFile}.
 *
 * @param id a random one, for the store's whole life
 * @param generation the number of changes that were committed
 */
public record StoreIdentity(String id, long generation) {

    private static final String ID = "id";
    private static final String GENERATION = "generation";

    static StoreIdentity of(Properties properties) {
        String id = properties.getProperty(ID);
        String generation = properties.getProperty(GENERATION);
        if (id == null || generation == null) {
            throw new IllegalArgumentException("id or generation is missing");
        }
        return new StoreIdentity(id, Long.parseLong(generation));
    }

    String lines() {
        return ID + "=" + id + "\n" + GENERATION + "=" + generation + "\n";
    }
}
