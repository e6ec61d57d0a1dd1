package io.latentry.seeds;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files of weights. */
final class WeightSeeds {

    private WeightSeeds() {}

    static Map<String, byte[]> safeTensors() {
        String pair = "\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}";
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("one", file("{" + pair + "}", 8));
        seeds.put("metadata", file("{\"__metadata__\":{\"format\":\"pt\"}," + pair + "}  ", 8));
        seeds.put("empty", file("{}", 0));
        seeds.put("scalar", file("{\"s\":{\"dtype\":\"BF16\",\"shape\":[],\"data_offsets\":[0,2]}}", 2));
        seeds.put("nothing", file("{\"s\":{\"dtype\":\"F64\",\"shape\":[0,9],\"data_offsets\":[0,0]}}", 0));
        seeds.put("types", file(types(), 27));
        seeds.put("overlap", file("{" + pair + ",\"b\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[4,12]}}", 12));
        seeds.put("twice", file("{" + pair + "," + pair + "}", 8));
        seeds.put("unknown", file("{\"a\":{\"dtype\":\"I8\",\"shape\":[8],\"data_offsets\":[0,8],\"x\":[]}}", 8));
        seeds.put(
                "large",
                file("{\"a\":{\"dtype\":\"F64\",\"shape\":[9223372036854775807,2],\"data_offsets\":[0,8]}}", 8));
        seeds.put(
                "long",
                file("{\"a\":{\"dtype\":\"F64\",\"shape\":[" + "1,".repeat(40) + "1],\"data_offsets\":[0,8]}}", 8));
        seeds.put("deep", file("{\"a\":{\"dtype\":" + "[".repeat(900) + "]}}", 8));
        seeds.put("many", file(many(), 100));
        seeds.put(
                "claims-header",
                ByteBuffer.allocate(20)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(1 << 22)
                        .array());
        seeds.put("claims-all", ByteBuffer.allocate(20).putLong(-1).array());
        seeds.put("cut", Arrays.copyOf(file("{" + pair + "}", 8), 40));
        return seeds;
    }

    private static String types() {
        return "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]},"
                + "\"c\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[16,20]},"
                + "\"d\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[20,24]},"
                + "\"e\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[24,27]}}";
    }

    private static String many() {
        return IntStream.range(0, 100)
                .mapToObj(
                        i -> "\"%d\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[%d,%d]}".formatted(i, i, i + 1))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Of float32 tensors by name, all of their values the same. */
    static byte[] of(Map<String, List<Integer>> shapes) {
        int end = 0;
        StringBuilder header = new StringBuilder("{");
        for (Map.Entry<String, List<Integer>> tensor : shapes.entrySet()) {
            int begin = end;
            end += Float.BYTES * tensor.getValue().stream().reduce(1, Math::multiplyExact);
            header.append(header.length() == 1 ? "" : ",")
                    .append("\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                            .formatted(tensor.getKey(), tensor.getValue(), begin, end));
        }
        return file(header.append('}').toString(), end);
    }

    private static byte[] file(String header, int dataSize) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length + dataSize)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }
}
