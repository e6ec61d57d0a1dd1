package io.latentry.dataset.ingest;

import io.latentry.dataset.DatasetProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Makes a dataset's folder of the files of an upload, each read as its bytes tell. */
final class UploadReader {

    private final DatasetProperties limits;
    private final IngestOptions options;

    UploadReader(DatasetProperties limits, IngestOptions options) {
        this.limits = limits;
        this.options = options;
    }

    /**
     * Reads files and seals what they hold.
     *
     * @param files either {@link FileRole#FILE} alone, or arrays of which {@link FileRole#TRAIN} is one
     * @param folder exists and is empty
     * @throws io.latentry.core.error.LatentryException if the files don't make a dataset
     */
    void read(Map<FileRole, UploadedFile> files, Path folder) throws IOException {
        UploadedFile single = files.get(FileRole.FILE);
        if (single == null) {
            readArrays(files, folder);
            return;
        }
        switch (single.format()) {
            case CSV -> new CsvReader(limits, options).read(single, folder);
            case ZIP -> readZip(single, folder);
            default -> readArrays(Map.of(FileRole.TRAIN, single), folder);
        }
    }

    private void readZip(UploadedFile file, Path folder) throws IOException {
        try (ZipArchive archive = ZipArchive.open(file, limits)) {
            if (NpzReader.isNpz(archive)) {
                new NpzReader(limits, options).read(archive, folder);
            } else {
                new ImageFolderReader(limits, options).read(archive, folder);
            }
        }
    }

    private void readArrays(Map<FileRole, UploadedFile> files, Path folder) throws IOException {
        Map<FileRole, ArraySource> arrays = new EnumMap<>(FileRole.class);
        for (Map.Entry<FileRole, UploadedFile> file : files.entrySet()) {
            arrays.put(file.getKey(), file.getValue().array());
        }
        ArrayPart train =
                new ArrayPart(arrays.get(FileRole.TRAIN), Optional.ofNullable(arrays.get(FileRole.TRAIN_LABELS)));
        Optional<ArrayPart> test = Optional.ofNullable(arrays.get(FileRole.TEST))
                .map(items -> new ArrayPart(items, Optional.ofNullable(arrays.get(FileRole.TEST_LABELS))));
        new ArrayReader(limits, options).read(train, test, folder);
    }
}
