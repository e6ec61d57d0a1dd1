package io.latentry.engine;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** TorchScript written by hand. */
final class TestProgram implements LoadedProgram {

    private final Model model;
    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    TestProgram(String methods) {
        model = Model.newInstance("test", "PyTorch");
        String source = "class Net(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n" + methods;
        try {
            model.load(new ByteArrayInputStream(archive(source)));
        } catch (IOException | MalformedModelException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public NDList call(String method, NDList inputs) {
        NDArray name = inputs.get(0).getManager().create(0f);
        name.setName("module_method:" + method);
        return model.getBlock()
                .forward(
                        new ParameterStore(inputs.get(0).getManager(), false),
                        new NDList(inputs).addAll(new NDList(name)),
                        false);
    }

    @Override
    public void close() {
        model.close();
        manager.close();
    }

    private static byte[] archive(String source) throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.writeBytes("c__torch__\nNet\n)".getBytes(StandardCharsets.US_ASCII));
        pickle.write(new byte[] {(byte) 0x81, '}', '(', 'X', 8, 0, 0, 0});
        pickle.writeBytes("training".getBytes(StandardCharsets.US_ASCII));
        pickle.write(0x88);
        pickle.writeBytes("ub.".getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "m/data.pkl", pickle.toByteArray());
            add(zip, "m/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
            add(zip, "m/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            add(zip, "m/version", "10\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
