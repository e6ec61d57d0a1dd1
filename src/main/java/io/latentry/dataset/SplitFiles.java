package io.latentry.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the files of one split lie.
 *
 * @param folder of the dataset
 * @param prefix of the files' names
 */
record SplitFiles(Path folder, String prefix) {

    static SplitFiles of(Path folder, Split split) {
        return new SplitFiles(folder, split.label());
    }

    /** Items, one after another. */
    Path piece(int number) {
        return folder.resolve(prefix + "-" + number + ".bin");
    }

    /** All pieces of a number of items. */
    List<Path> pieces(int count, int itemsPerPiece) {
        int number = (int) (((long) count + itemsPerPiece - 1) / itemsPerPiece);
        return IntStream.range(0, number).mapToObj(this::piece).toList();
    }

    /** A little-endian 32-bit integer for each item. */
    Path labels() {
        return folder.resolve(prefix + "-labels.bin");
    }
}
