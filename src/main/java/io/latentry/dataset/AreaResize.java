package io.latentry.dataset;

import io.latentry.model.ItemShape;
import java.util.Arrays;

/**
 * Resizes an image row by row: each new pixel is the mean of the area that it covers in the old image. Sizes are
 * multiplied, so that old and new pixels end at integers and all shares of an area are exact.
 */
final class AreaResize {

    private final ItemShape from;
    private final ItemShape to;
    private final byte[] resized;
    private final long[] narrow;
    private final long[] sums;
    private final long area;
    private int oldRow;
    private int newRow;

    /** Resizes an image of one shape to another of as many channels. */
    AreaResize(ItemShape from, ItemShape to) {
        this.from = from;
        this.to = to;
        this.resized = new byte[to.size()];
        this.narrow = new long[to.channels() * to.width()];
        this.sums = new long[narrow.length];
        this.area = (long) from.height() * from.width();
    }

    /** Adds the next row, channel after channel. */
    void add(byte[] row) {
        Arrays.fill(narrow, 0);
        for (int channel = 0; channel < to.channels(); channel++) {
            narrow(row, channel * from.width(), channel * to.width());
        }
        long start = (long) oldRow * to.height();
        long end = start + to.height();
        while (start < end) {
            long newEnd = (newRow + 1L) * from.height();
            long next = Math.min(end, newEnd);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += (next - start) * narrow[i];
            }
            if (next == newEnd) {
                finishRow();
            }
            start = next;
        }
        oldRow++;
    }

    /** Brings one channel of a row to the new width, in sums. */
    private void narrow(byte[] row, int source, int target) {
        int column = 0;
        for (int x = 0; x < from.width(); x++) {
            int value = row[source + x] & 0xFF;
            long start = (long) x * to.width();
            long end = start + to.width();
            while (start < end) {
                long newEnd = (column + 1L) * from.width();
                long next = Math.min(end, newEnd);
                narrow[target + column] += (next - start) * value;
                column += next == newEnd ? 1 : 0;
                start = next;
            }
        }
    }

    private void finishRow() {
        for (int channel = 0; channel < to.channels(); channel++) {
            int target = (channel * to.height() + newRow) * to.width();
            for (int x = 0; x < to.width(); x++) {
                resized[target + x] = (byte) ((sums[channel * to.width() + x] + area / 2) / area);
            }
        }
        Arrays.fill(sums, 0);
        newRow++;
    }

    /** The whole image, once all rows are added. */
    Picture picture() {
        return new Picture(to, resized);
    }
}
