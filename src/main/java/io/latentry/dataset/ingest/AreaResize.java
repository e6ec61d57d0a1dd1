package io.latentry.dataset.ingest;

import io.latentry.dataset.Picture;
import io.latentry.model.ItemShape;

/** Resizes images: each new pixel is the mean of the area that it covers in the old image. */
final class AreaResize {

    private AreaResize() {}

    static Picture to(int height, int width, Picture picture) {
        ItemShape shape = picture.shape();
        if (shape.height() == height && shape.width() == width) {
            return picture;
        }
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = picture.values()[i] & 0xFF;
        }
        float[] narrow = resample(values, shape.width(), 1, width);
        float[] resized = resample(narrow, shape.height(), width, height);
        byte[] bytes = new byte[resized.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(resized[i]);
        }
        return new Picture(ItemShape.image(shape.channels(), height, width), bytes);
    }

    /** Resamples the middle dimension of {@code [outer, from, inner]} to {@code [outer, to, inner]}. */
    private static float[] resample(float[] source, int from, int inner, int to) {
        int outer = source.length / from / inner;
        float[] target = new float[outer * to * inner];
        double scale = (double) from / to;
        for (int position = 0; position < outer * to; position++) {
            int block = position / to * from;
            double start = position % to * scale;
            double end = Math.min(from, start + scale);
            for (int old = (int) start; old < end; old++) {
                float share = (float) ((Math.min(end, old + 1.0) - Math.max(start, old)) / (end - start));
                for (int i = 0; i < inner; i++) {
                    target[position * inner + i] += share * source[(block + old) * inner + i];
                }
            }
        }
        return target;
    }
}
