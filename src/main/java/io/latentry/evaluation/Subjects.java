package io.latentry.evaluation;

import io.latentry.dataset.Split;
import io.latentry.evaluation.EvaluationSpecification.Contender;
import io.latentry.evaluation.protocol.Data;
import io.latentry.evaluation.protocol.Encoding;
import io.latentry.evaluation.protocol.Principal;
import io.latentry.evaluation.protocol.Representation;
import io.latentry.evaluation.protocol.Representation.Kind;
import io.latentry.model.EvaluationEngine;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What an evaluation measures, what models are compared with before the models. */
final class Subjects {

    static final String RAW = "raw values";
    static final String STANDARDISED = "standardised values";
    static final String LINEAR = "linear denoiser";

    private final EvaluationSpecification specification;
    private final EvaluationEngine engine;
    private final Data data;
    private final Path folder;

    /**
     * The rows of an evaluation.
     *
     * @param folder for codes, and for what is learned on the way
     */
    Subjects(EvaluationSpecification specification, EvaluationEngine engine, Data data, Path folder) {
        this.specification = specification;
        this.engine = engine;
        this.data = data;
        this.folder = folder;
    }

    List<Subject> all() {
        List<Subject> subjects = new ArrayList<>();
        ItemShape shape = data.items(Split.TRAIN).shape();
        subjects.add(new Subject(RAW, Kind.RAW, shape.size(), () -> Representation.raw(data)));
        if (!shape.isImage() && !data.facts().classes().isEmpty()) {
            subjects.add(new Subject(
                    STANDARDISED, Kind.STANDARDISED, shape.size(), () -> Representation.standardised(data)));
        }
        for (ModelConfig floor : specification.floors()) {
            String name = "pca-" + floor.codeSize();
            subjects.add(new Subject(name, Kind.PCA, floor.codeSize(), () -> principal(floor, name)));
        }
        if (specification.protocols().contains("denoising")) {
            subjects.add(new Subject(LINEAR, Kind.LINEAR, 0, () -> Representation.linear(data)));
        }
        for (Contender model : specification.models()) {
            subjects.add(
                    new Subject(model.reference(), Kind.MODEL, model.config().codeSize(), () -> encode(model)));
        }
        return subjects;
    }

    private Representation principal(ModelConfig config, String name) {
        return represent(Kind.PCA, config, new Principal(engine, data).learn(config, folder.resolve(name)));
    }

    private Representation encode(Contender model) {
        List<Path> files = model.files().stream().map(Path::of).toList();
        return represent(Kind.MODEL, model.config(), engine.networks().load(model.config(), files));
    }

    private Representation represent(Kind kind, ModelConfig config, Network network) {
        return Representation.of(
                kind, data, new Encoding(config, network, engine.imageFitter()), folder.resolve("codes"));
    }
}
