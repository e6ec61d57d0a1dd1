package io.latentry.registry;

import io.latentry.storage.FileSource;
import io.latentry.storage.Hashing;
import io.latentry.storage.Scrubbed;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Has all weights compared with their names by the scrub; they are compared when they are loaded too. */
@Component
class BlobShelf implements Scrubbed.Shelf {

    private final BlobStore store;

    BlobShelf(BlobStore store) {
        this.store = store;
    }

    @Override
    public List<Scrubbed> all() {
        return store.hashes().stream()
                .map(hash -> new Scrubbed("weights " + hash, source -> damage(hash, source)))
                .toList();
    }

    private Optional<String> damage(String hash, FileSource source) throws IOException {
        try {
            return Hashing.hash(store.path(hash), source).equals(hash) || !store.isReferenced(hash)
                    ? Optional.empty()
                    : Optional.of("The weights have changed on disk; restore the blob " + hash
                            + " from a backup, or import the artifact of a model that has them");
        } catch (NoSuchFileException e) {
            return Optional.empty(); // deleted with its last model
        }
    }
}
