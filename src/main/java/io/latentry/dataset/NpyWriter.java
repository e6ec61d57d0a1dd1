package io.latentry.dataset;

import io.latentry.model.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/** Writes tensors as {@code <f4} arrays. */
public final class NpyWriter {

    private NpyWriter() {}

    /** Writes header and values; the stream is left open. */
    public static void write(Tensor tensor, OutputStream out) throws IOException {
        writeHeader(tensor.shape(), out);
        writeValues(tensor, out);
    }

    /** Writes the header alone; as many values must follow. */
    static void writeHeader(int[] shape, OutputStream out) throws IOException {
        new NpyHeader(NpyType.FLOAT32, Arrays.stream(shape).boxed().toList()).write(out);
    }

    /** Writes the values alone. */
    static void writeValues(Tensor tensor, OutputStream out) throws IOException {
        ByteBuffer values = tensor.bytes();
        @SuppressWarnings("resource") // closing the channel would close the caller's stream
        WritableByteChannel channel = Channels.newChannel(out);
        while (values.hasRemaining()) {
            channel.write(values);
        }
    }
}
