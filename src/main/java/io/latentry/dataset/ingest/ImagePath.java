package io.latentry.dataset.ingest;

import io.latentry.dataset.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;

/**
 * What an image's place in an archive says: {@code [train/ or test/] [class/] file}.
 *
 * @param entry the file
 * @param split its split, if there are folders for them
 * @param className its class, if there are folders for them
 */
record ImagePath(ZipEntry entry, Optional<Split> split, Optional<String> className) {

    private static final int DEPTH_WITH_CLASS = 2;

    /** Reads the places of all images of an archive, below a folder that holds everything, if there is one. */
    static List<ImagePath> all(String field, List<ZipEntry> entries) {
        int skip = commonFolders(entries);
        List<ImagePath> paths = entries.stream()
                .map(entry -> of(
                        field,
                        entry,
                        segments(entry).subList(skip, segments(entry).size())))
                .toList();
        if (paths.stream().map(path -> path.split().isPresent()).distinct().count() > 1) {
            throw Malformed.file(field, "has some images in train and test folders, and some beside them");
        }
        if (paths.stream().map(path -> path.className().isPresent()).distinct().count() > 1) {
            throw Malformed.file(field, "has some images in folders for their class, and some outside");
        }
        return paths;
    }

    private static ImagePath of(String field, ZipEntry entry, List<String> segments) {
        Optional<Split> split = segments.size() > 1 ? split(segments.get(0)) : Optional.empty();
        List<String> rest = split.isPresent() ? segments.subList(1, segments.size()) : segments;
        if (rest.size() > DEPTH_WITH_CLASS) {
            throw Malformed.file(field, "has the image " + entry.getName() + " deeper than in a folder for its class");
        }
        return new ImagePath(entry, split, rest.size() == 1 ? Optional.empty() : Optional.of(rest.get(0)));
    }

    /** How many outer folders are shared by all images, and mean neither a class nor a split. */
    private static int commonFolders(List<ZipEntry> entries) {
        List<List<String>> paths = entries.stream().map(ImagePath::segments).toList();
        List<String> first = paths.get(0);
        int common = 0;
        while (isCommonFolder(paths, first, common)) {
            common++;
        }
        return common;
    }

    private static boolean isCommonFolder(List<List<String>> paths, List<String> first, int depth) {
        int left = depth + DEPTH_WITH_CLASS + 1;
        return paths.stream()
                        .allMatch(path -> path.size() >= left && path.get(depth).equals(first.get(depth)))
                && split(first.get(depth)).isEmpty();
    }

    private static List<String> segments(ZipEntry entry) {
        return Arrays.asList(entry.getName().split("/"));
    }

    private static Optional<Split> split(String folder) {
        return switch (folder) {
            case "train" -> Optional.of(Split.TRAIN);
            case "test" -> Optional.of(Split.TEST);
            default -> Optional.empty();
        };
    }
}
