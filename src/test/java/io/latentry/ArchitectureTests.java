package io.latentry;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/**
 * Holds the map of the rooms: {@code training, download, evaluation, inference, inspection → exchange → dataset, job,
 * registry → storage → model ← engine}; everyone may use {@code core}, and {@code engine} and {@code web} {@code storage} too.
 */
@AnalyzeClasses(packagesOf = LatentryApplication.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule modelIsPlainJava = classes()
            .that()
            .resideInAPackage("io.latentry.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.latentry.model..", "io.latentry.core..");

    @ArchTest
    static final ArchRule coreIsPlainJava = classes()
            .that()
            .resideInAPackage("io.latentry.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "org.springframework.modulith..", "io.latentry.core..");

    @ArchTest
    static final ArchRule storageKnowsOnlyCore = room("storage");

    @ArchTest
    static final ArchRule engineKnowsModelAndStorage = room("engine", "model", "storage");

    @ArchTest
    static final ArchRule webKnowsModelAndStorage = room("web", "model", "storage");

    @ArchTest
    static final ArchRule drawingKnowsOnlyModel = room("drawing", "model");

    @ArchTest
    static final ArchRule datasetKnowsModelAndWeb = room("dataset", "model", "storage", "web", "drawing");

    @ArchTest
    static final ArchRule jobKnowsModelAndWeb = room("job", "model", "storage", "web");

    @ArchTest
    static final ArchRule registryKnowsModelAndWeb = room("registry", "model", "storage", "web");

    @ArchTest
    static final ArchRule trainingStandsOnTheStores =
            room("training", "model", "storage", "web", "dataset", "job", "registry");

    @ArchTest
    static final ArchRule exchangeKnowsItemsAndModels =
            room("exchange", "model", "storage", "web", "dataset", "registry");

    @ArchTest
    static final ArchRule inferenceStandsOnTheStores =
            room("inference", "model", "storage", "web", "dataset", "job", "registry", "exchange", "drawing");

    @ArchTest
    static final ArchRule inspectionStandsOnTheStores =
            room("inspection", "model", "storage", "web", "dataset", "job", "registry", "exchange", "drawing");

    @ArchTest
    static final ArchRule evaluationStandsOnTheStores =
            room("evaluation", "model", "storage", "web", "dataset", "job", "registry", "drawing");

    @ArchTest
    static final ArchRule downloadStandsOnJobsAndModels =
            room("download", "model", "storage", "web", "job", "registry");

    @ArchTest
    static final ArchRule onlyDrawingKnowsXChart = noClasses()
            .that()
            .resideOutsideOfPackage("io.latentry.drawing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.knowm..");

    @ArchTest
    static final ArchRule onlyTheEngineKnowsDjl = noClasses()
            .that()
            .resideOutsideOfPackage("io.latentry.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule nobodyKnowsDjlsPyTorch =
            noClasses().should().dependOnClassesThat().resideInAPackage("ai.djl.pytorch..");

    @Test
    void roomsHaveNoCyclesAndKeepTheirInternals() {
        ApplicationModules.of(LatentryApplication.class).verify();
    }

    private static ArchRule room(String name, String... mayUse) {
        String[] allowed = Stream.concat(Stream.of(name, "core"), Stream.of(mayUse))
                .map(room -> "io.latentry." + room + "..")
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage("io.latentry." + name + "..")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("io.latentry..").or(resideInAnyPackage(allowed)));
    }
}
