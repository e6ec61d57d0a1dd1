package io.latentry.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.Unpickler;

/**
 * Reads the pickle in a file of PyTorch's. It makes maps, lists, numbers and {@link Values}, whatever classes the file
 * names, and runs none of their code. It reads from a stream that can be reset, as of {@link #loads}.
 */
final class TorchUnpickler extends Unpickler {

    private static final char TEXT = 'X';
    private static final char CLASS = 'c';
    private static final char ITEM = 's';
    private static final char ITEMS = 'u';
    private static final char BUILD = 'b';

    /** What PyTorch writes, of protocol 2: beginning and end, numbers and texts, containers, objects, references. */
    private static final String ALLOWED = "\u0080." + "NIJKMG\u008a\u0088\u0089" + TEXT + "()t\u0085\u0086\u0087]ae}"
            + ITEM + ITEMS + CLASS + BUILD + "R\u0081Q" + "qrhj02";

    /** An instruction makes an object at most; the largest networks take some ten thousand. */
    private static final int MOST_INSTRUCTIONS = 300_000;

    private static final Pattern CLASSES = Pattern.compile("collections\nOrderedDict|(__)?torch(__)?(\\.\\w+)*\n\\w+");
    private static final int LONGEST_CLASS = 1_000;
    private static final int MOST_DIMENSIONS = 16;

    private int instructions;

    static {
        registerConstructor("collections", "OrderedDict", arguments -> new OrderedDict());
        registerConstructor("torch._utils", "_rebuild_tensor_v2", TorchUnpickler::values);
        registerConstructor("torch._utils", "_rebuild_parameter", arguments -> arguments[0]);
        for (String list : List.of("build_intlist", "build_doublelist", "build_boollist", "build_tensorlist")) {
            registerConstructor("torch.jit._pickle", list, arguments -> arguments[0]);
        }
        for (StorageType type : StorageType.values()) {
            registerConstructor("torch", type.torchName, type);
        }
    }

    /** PyTorch's names for the types that safetensors files hold here. */
    private enum StorageType implements IObjectConstructor {
        F32("FloatStorage"),
        F16("HalfStorage"),
        BF16("BFloat16Storage"),
        F64("DoubleStorage"),
        I64("LongStorage"),
        U8("ByteStorage");

        private final String torchName;

        StorageType(String torchName) {
            this.torchName = torchName;
        }

        @Override
        public Object construct(Object[] arguments) {
            throw new PickleException("A storage within the pickle");
        }
    }

    /** A state dict; what else it remembers, such as versions of its layout, is passed over. Public for the library. */
    public static final class OrderedDict extends HashMap<Object, Object> {

        private static final long serialVersionUID = 1;

        /** Called by the library, by this name. */
        @SuppressWarnings({"unused", "MethodName", "NonApiType"})
        public void __setstate__(HashMap<String, Object> state) {}
    }

    /** A file beside the pickle. */
    private record Storage(StoredType type, String file) {}

    /**
     * A tensor's values.
     *
     * @param count of them
     * @param file that holds them
     * @param offset of the first one in that file, counted in values
     * @param contiguous whether they lie row by row, without gaps
     */
    record Values(StoredType type, List<Long> shape, long count, String file, long offset, boolean contiguous) {}

    /** Refuses what could take the library's memory or time: it trusts lengths, and hashes whatever is a key. */
    @Override
    protected Object dispatch(short opcode) throws IOException {
        if (ALLOWED.indexOf(opcode) < 0 || ++instructions > MOST_INSTRUCTIONS) {
            throw new PickleException("Instructions that PyTorch does not write, or too many of them");
        }
        switch (opcode) {
            case TEXT -> checkLength();
            case CLASS -> checkClass();
            case ITEM -> checkKey();
            case ITEMS -> checkKeys();
            case BUILD -> countState();
            default -> {}
        }
        return super.dispatch(opcode);
    }

    private void checkLength() throws IOException {
        byte[] length = peek(Integer.BYTES);
        if (length.length < Integer.BYTES
                || Integer.toUnsignedLong(ByteBuffer.wrap(length)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getInt())
                        > input.available()) {
            throw new PickleException("A text that is cut off");
        }
    }

    /** Two lines, of module and name. */
    private void checkClass() throws IOException {
        String text = new String(peek(LONGEST_CLASS), StandardCharsets.ISO_8859_1);
        if (!CLASSES.matcher(text).lookingAt()) {
            throw new PickleException("A class that is not PyTorch's");
        }
    }

    private byte[] peek(int count) throws IOException {
        input.mark(count);
        byte[] bytes = input.readNBytes(count);
        input.reset();
        return bytes;
    }

    private void checkKey() {
        Object value = stack.pop();
        checkKey(stack.peek());
        stack.add(value);
    }

    private void checkKeys() {
        List<Object> items = stack.pop_all_since_marker();
        stack.add_mark();
        for (int i = 0; i < items.size(); i++) {
            if (i % 2 == 0) {
                checkKey(items.get(i));
            }
            stack.add(items.get(i));
        }
    }

    /** A state is copied, as often as one instruction says so: each of its members counts as another. */
    private void countState() {
        instructions += stack.peek() instanceof Map<?, ?> state ? state.size() : 0;
    }

    private static void checkKey(Object key) {
        if (!(key instanceof String || key instanceof Number)) {
            throw new PickleException("A key that is no text");
        }
    }

    /** Of {@code ("storage", type, file, device, count)}. */
    @Override
    protected Object persistentLoad(Object reference) {
        if (reference instanceof Object[] parts
                && parts.length == 5
                && parts[1] instanceof StorageType type
                && parts[2] instanceof String file) {
            return new Storage(StoredType.valueOf(type.name()), file);
        }
        throw new PickleException("A storage of an unknown type");
    }

    /** Of {@code (storage, offset, shape, strides, …)}. */
    private static Values values(Object[] arguments) {
        Storage storage = (Storage) arguments[0];
        List<Long> shape = numbers(arguments[2]);
        return new Values(
                storage.type(),
                shape,
                shape.stream().reduce(1L, TorchUnpickler::times),
                storage.file(),
                ((Number) arguments[1]).longValue(),
                isContiguous(shape, numbers(arguments[3])));
    }

    /** Refuses sizes that no file can have. */
    private static long times(long count, long size) {
        long product = Math.multiplyExact(count, size);
        if (size < 0 || product > Integer.MAX_VALUE) {
            throw new PickleException("A tensor that is too large");
        }
        return product;
    }

    private static List<Long> numbers(Object tuple) {
        Object[] given = (Object[]) tuple;
        if (given.length > MOST_DIMENSIONS) {
            throw new PickleException("A tensor of more than " + MOST_DIMENSIONS + " dimensions");
        }
        List<Long> numbers = new ArrayList<>();
        for (Object number : given) {
            numbers.add(((Number) number).longValue());
        }
        return List.copyOf(numbers);
    }

    /** The stride of a dimension of size 1 says nothing. */
    private static boolean isContiguous(List<Long> shape, List<Long> strides) {
        long expected = 1;
        for (int i = shape.size() - 1; i >= 0; i--) {
            if (shape.get(i) != 1 && strides.get(i) != expected) {
                return false;
            }
            expected = Math.multiplyExact(expected, shape.get(i));
        }
        return true;
    }
}
