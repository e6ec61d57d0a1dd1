package io.latentry.dataset;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** JPEG files made for tests. */
public final class TestJpegs {

    private static final byte[] SCAN = {(byte) 0xFF, (byte) 0xDA};
    private static final int END = 2;

    private TestJpegs() {}

    public static byte[] sequential(BufferedImage image) {
        return encode(image, ImageWriteParam.MODE_DISABLED);
    }

    /** One of some ten scans. */
    public static byte[] progressive(BufferedImage image) {
        return encode(image, ImageWriteParam.MODE_DEFAULT);
    }

    private static byte[] encode(BufferedImage image, int progressive) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(progressive);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The same with its last scan so many times more. */
    public static byte[] withMoreScans(byte[] jpeg, int count) {
        int scan = lastScan(jpeg);
        int end = jpeg.length - END;
        ByteBuffer bytes = ByteBuffer.allocate(jpeg.length + count * (end - scan));
        bytes.put(jpeg, 0, end);
        for (int i = 0; i < count; i++) {
            bytes.put(jpeg, scan, end - scan);
        }
        return bytes.put(jpeg, end, END).array();
    }

    private static int lastScan(byte[] jpeg) {
        int at = jpeg.length - END;
        while (jpeg[at] != SCAN[0] || jpeg[at + 1] != SCAN[1]) {
            at--;
        }
        return at;
    }
}
