package io.latentry.seeds;

import io.latentry.dataset.TestImages;
import io.latentry.dataset.TestJpegs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** PNG and JPEG files. */
final class ImageSeeds {

    private static final int AFTER_HEADER = 33;

    private ImageSeeds() {}

    static Map<String, byte[]> all() {
        byte[] grey = TestImages.grey(6, 5, 90);
        byte[] progressive = TestJpegs.progressive(image(BufferedImage.TYPE_INT_RGB, 9, 11));
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("grey.png", grey);
        seeds.put("colour.png", TestImages.colour(4, 3, 0x336699));
        seeds.put("alpha.png", drawn(BufferedImage.TYPE_INT_ARGB));
        seeds.put("sixteen.png", drawn(BufferedImage.TYPE_USHORT_GRAY));
        seeds.put("bits.png", drawn(BufferedImage.TYPE_BYTE_BINARY));
        seeds.put("palette.png", drawn(BufferedImage.TYPE_BYTE_INDEXED));
        seeds.put("tall.png", TestImages.grey(1 << 14, 1, 90));
        seeds.put("tall.jpg", TestJpegs.sequential(image(BufferedImage.TYPE_BYTE_GRAY, 1 << 14, 1)));
        seeds.put("forged.png", TestImages.forged(30_000, 30_000));
        seeds.put("forged-little.png", TestImages.forged(3_000, 2_500));
        seeds.put("forged-empty.png", TestImages.forged(0, 5));
        seeds.put("cut.png", Arrays.copyOf(grey, grey.length - 20));
        seeds.put("text-bomb.png", withChunk(grey, "zTXt", "k\0\0"));
        seeds.put("profile-bomb.png", withChunk(grey, "iCCP", "k\0\0"));
        seeds.put("grey.jpg", TestImages.encode(image(BufferedImage.TYPE_BYTE_GRAY, 8, 9), "jpeg"));
        seeds.put("colour.jpg", jpeg());
        seeds.put("progressive.jpg", progressive);
        seeds.put("cut.jpg", Arrays.copyOf(progressive, progressive.length / 2));
        seeds.put("scans.jpg", TestJpegs.withMoreScans(progressive, 100));
        seeds.put("tables.jpg", HexFormat.of().parseHex("ffd8ffd9ffd8ffe1ffff"));
        seeds.put("gif", TestImages.encode(image(BufferedImage.TYPE_BYTE_INDEXED, 2, 2), "gif"));
        return seeds;
    }

    private static BufferedImage image(int type, int height, int width) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < height * width; i++) {
            image.setRGB(i % width, i / width, 0x40102030 + i * 0x010305);
        }
        return image;
    }

    private static byte[] drawn(int type) {
        return TestImages.encode(image(type, 5, 6), "png");
    }

    static byte[] jpeg() {
        return TestJpegs.sequential(image(BufferedImage.TYPE_INT_RGB, 5, 7));
    }

    /** A chunk whose text expands to 16 MB. */
    private static byte[] withChunk(byte[] png, String type, String start) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes((type + start).getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream out = new DeflaterOutputStream(content)) {
            out.write(new byte[16_000_000]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] chunk = content.toByteArray();
        CRC32 checksum = new CRC32();
        checksum.update(chunk);
        return ByteBuffer.allocate(png.length + chunk.length + 8)
                .put(png, 0, AFTER_HEADER)
                .putInt(chunk.length - 4)
                .put(chunk)
                .putInt((int) checksum.getValue())
                .put(png, AFTER_HEADER, png.length - AFTER_HEADER)
                .array();
    }
}
