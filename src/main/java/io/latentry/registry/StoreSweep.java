package io.latentry.registry;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Moves to the trash at start what a kill may have left of unfinished publishing or deleting. */
@Component
@Order(10)
class StoreSweep implements ApplicationRunner {

    private final BlobStore blobs;

    StoreSweep(BlobStore blobs) {
        this.blobs = blobs;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        blobs.sweep();
    }
}
