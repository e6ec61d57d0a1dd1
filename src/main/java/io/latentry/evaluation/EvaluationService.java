package io.latentry.evaluation;

import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetCatalog;
import io.latentry.evaluation.EvaluationSpecification.Contender;
import io.latentry.evaluation.protocol.Protocol;
import io.latentry.evaluation.protocol.Protocols;
import io.latentry.evaluation.protocol.Terms;
import io.latentry.job.Job;
import io.latentry.job.Jobs;
import io.latentry.job.NewJob;
import io.latentry.model.DatasetFacts;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import io.latentry.model.ModelReference;
import io.latentry.model.Names;
import io.latentry.model.SoftwareVersions;
import io.latentry.registry.ModelRegistry;
import io.latentry.registry.ModelVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Turns a request to compare models into a job. */
@Service
class EvaluationService {

    private final DatasetCatalog datasets;
    private final ModelRegistry registry;
    private final Floors floors;
    private final Jobs jobs;
    private final EvaluationProperties properties;
    private final SoftwareVersions software;
    private final JsonMapper json;

    EvaluationService(
            DatasetCatalog datasets,
            ModelRegistry registry,
            Floors floors,
            Jobs jobs,
            EvaluationProperties properties,
            SoftwareVersions software,
            JsonMapper json) {
        this.datasets = datasets;
        this.registry = registry;
        this.floors = floors;
        this.jobs = jobs;
        this.properties = properties;
        this.software = software;
        this.json = json;
    }

    /** Plans the evaluation, which refuses what cannot work, and submits it. */
    Job submit(EvaluationRequest request) {
        Dataset dataset = datasets.get(Names.check("dataset", request.dataset()));
        requireItems(dataset);
        Terms terms = terms(request, dataset.facts());
        List<Contender> models = models(request, dataset.facts().shape());
        EvaluationSpecification specification = new EvaluationSpecification(
                new ModelCard.Dataset(
                        dataset.name(),
                        dataset.hash(),
                        dataset.facts().trainCount(),
                        dataset.facts().testCount()),
                datasets.folder(dataset).toString(),
                models,
                floors.of(
                        models.stream().map(model -> model.config().codeSize()).toList(), dataset.facts(), Map.of()),
                protocols(request, terms),
                request.seedsOrDefault(),
                terms.trainItems(),
                terms.noise(),
                properties.effectiveThreads(),
                software.byName());
        return jobs.submit(new NewJob(
                EvaluationSpecification.JOB_TYPE,
                json.writeValueAsString(specification),
                Map.of("dataset", dataset.name())));
    }

    private static void requireItems(Dataset dataset) {
        if (dataset.facts().testCount() == 0 || dataset.facts().trainCount() < 2) {
            throw new ImpossibleException(
                    "too-few-items", dataset.name() + " needs two training items and a test item to be measured on");
        }
    }

    private static Terms terms(EvaluationRequest request, DatasetFacts facts) {
        int items = Optional.ofNullable(request.trainItems()).orElse(facts.trainCount());
        if (items > facts.trainCount()) {
            throw InvalidInputException.field("trainItems", "must be from 1 to " + facts.trainCount());
        }
        return new Terms(facts, items, request.noiseOrDefault());
    }

    private List<Contender> models(EvaluationRequest request, ItemShape shape) {
        return IntStream.range(0, request.models().size())
                .mapToObj(i -> contender("models[" + i + "]", request.models().get(i), shape))
                .distinct()
                .toList();
    }

    private Contender contender(String field, String model, ItemShape shape) {
        ModelVersion version = registry.get(ModelReference.parse(model));
        ModelConfig config = version.config();
        boolean fits = config.preprocessing() != null
                && shape.isPicture()
                && config.shape().isPicture();
        if (!config.shape().equals(shape) && !fits) {
            throw new ImpossibleException(
                    "shape-mismatch",
                    "The dataset's items are of shape " + shape + ", and " + field + ", " + version.reference()
                            + ", takes " + config.shape());
        }
        return new Contender(
                version.reference(),
                config,
                version.card().dataset(),
                version.blobs(),
                registry.files(version).stream().map(Path::toString).toList());
    }

    private static List<String> protocols(EvaluationRequest request, Terms terms) {
        if (request.protocols() == null) {
            return Protocols.all().stream()
                    .filter(protocol -> protocol.suits(terms))
                    .map(Protocol::name)
                    .toList();
        }
        for (int i = 0; i < request.protocols().size(); i++) {
            String field = "protocols[" + i + "]";
            Protocol protocol = Protocols.find(request.protocols().get(i))
                    .orElseThrow(() -> InvalidInputException.field(
                            field, "must be one of " + String.join(", ", Protocols.names())));
            if (!protocol.suits(terms)) {
                throw new ImpossibleException(
                        "labels-missing", protocol.name() + " needs labels, which the dataset does not have");
            }
        }
        return Protocols.names().stream().filter(request.protocols()::contains).toList();
    }
}
