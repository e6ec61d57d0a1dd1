package io.latentry.seeds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes what the fuzz tests begin with; findings that lie beside the seeds stay. */
public final class SeedMaker {

    private static final Path RESOURCES = Path.of("src/test/resources/io/latentry");

    private SeedMaker() {}

    public static void main(String[] arguments) throws IOException {
        write("dataset/ingest/IdxFuzzTestInputs/read", ArraySeeds.idx());
        write("dataset/ingest/NpyFuzzTestInputs/read", ArraySeeds.npy());
        write("exchange/NpyBodyFuzzTestInputs/read", ArraySeeds.bodies());
        write("dataset/ingest/NpzFuzzTestInputs/read", ArchiveSeeds.npz());
        write("dataset/ingest/ImageArchiveFuzzTestInputs/read", ArchiveSeeds.images());
        write("dataset/ingest/CsvFuzzTestInputs/read", TextSeeds.csv());
        write("inference/JsonBodyFuzzTestInputs/read", TextSeeds.items());
        write("training/JobRequestFuzzTestInputs/plan", TextSeeds.jobs());
        write("dataset/ImageFuzzTestInputs/decode", ImageSeeds.all());
        write("engine/SafeTensorsFuzzTestInputs/open", WeightSeeds.safeTensors());
        write("engine/TorchFileFuzzTestInputs/unpack", PickleSeeds.all());
        write("registry/ArtifactFuzzTestInputs/read", ModelSeeds.files());
        write("registry/ModelJsonFuzzTestInputs/read", ModelSeeds.texts());
        write("registry", Map.of("good-artifact.zip", ModelSeeds.artifact()));
    }

    private static void write(String folder, Map<String, byte[]> seeds) throws IOException {
        Path target = Files.createDirectories(RESOURCES.resolve(folder));
        for (Map.Entry<String, byte[]> seed : seeds.entrySet()) {
            Files.write(target.resolve(seed.getKey()), seed.getValue());
        }
    }
}
