package io.latentry.dataset;

import io.latentry.storage.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a dataset's folder, as they were at some time.
 *
 * @param stamps by file, the manifest's too
 * @param data pieces and labels, in the order of the contents
 */
record DatasetFiles(Map<Path, FileStamp> stamps, List<Path> data) {

    /**
     * The files as they are now.
     *
     * @throws io.latentry.core.error.CorruptDataException if one is missing
     */
    static DatasetFiles of(Path folder, DatasetManifest manifest) throws IOException {
        List<Path> data = new ArrayList<>();
        for (Split split : Split.values()) {
            SplitFiles own = SplitFiles.of(folder, split);
            data.addAll(own.pieces(manifest.count(split), manifest.itemsPerPiece()));
            data.add(own.labels());
        }
        Map<Path, FileStamp> stamps = new LinkedHashMap<>();
        stamp(folder.resolve(DatasetManifest.FILE), stamps);
        for (Path file : data) {
            stamp(file, stamps);
        }
        return new DatasetFiles(stamps, data);
    }

    private static void stamp(Path file, Map<Path, FileStamp> stamps) throws IOException {
        if (Files.notExists(file)) {
            throw FolderCheck.damaged(file.getParent(), file.getFileName() + " is missing");
        }
        stamps.put(file, FileStamp.of(file));
    }

    /** Whether no file has been written or replaced since. */
    boolean areUnchanged() {
        try {
            for (Map.Entry<Path, FileStamp> entry : stamps.entrySet()) {
                if (!FileStamp.of(entry.getKey()).equals(entry.getValue())) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    long bytes() {
        return data.stream().mapToLong(file -> file.toFile().length()).sum();
    }
}
