package io.latentry.inspection;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.NotFoundException;
import io.latentry.exchange.Models;
import io.latentry.exchange.Models.Roles;
import io.latentry.exchange.TensorTypes;
import io.latentry.inspection.ChannelItems.Item;
import io.latentry.model.LayerReader;
import io.latentry.model.LayerReader.NamedLayer;
import io.latentry.model.Tensor;
import io.latentry.registry.ModelVersion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds what excites a channel. */
@RestController
@Tag(name = "Inspection")
class ChannelController {

    private static final int MOST_SHOWN = 100;

    private static final int USUAL_ITEMS = 500;

    private final Models models;
    private final Samples samples;

    ChannelController(Models models, Samples samples) {
        this.models = models;
        this.samples = samples;
    }

    @GetMapping(
            path = "/v1/models/{model}/layers/{layer}/channels/{channel}/items",
            produces = {TensorTypes.JSON, TensorTypes.NPY, TensorTypes.PNG})
    @Operation(
            summary = "Find items that excite a channel",
            description = "Of a dataset's items, those of which a channel's mean activation is highest, or of a dense"
                    + " layer a neuron's activation. As NPY the items themselves, as PNG a picture of them.")
    @ApiResponse(
            responseCode = "200",
            description = "The items, the most exciting first",
            content = @Content(schema = @Schema(implementation = ChannelItems.class)))
    @ApiResponse(
            responseCode = "404",
            description = "There is no such model, layer, channel or dataset (`channel-not-found`)")
    Insight listExcitingItems(
            @Parameter(example = "demo-backbone") @PathVariable String model,
            @Parameter(example = "layer1") @PathVariable String layer,
            @Parameter(description = "Its number, from 0", example = "3") @PathVariable int channel,
            @Parameter(description = "Whose items are looked at", example = "fashion-sample") @RequestParam
                    String dataset,
            @Parameter(description = "`train` or `test`") @RequestParam(defaultValue = "test") String split,
            @Parameter(description = "Items that are looked at, spread over the split; 500 if absent")
                    @RequestParam(required = false)
                    @Nullable Integer items,
            @Parameter(description = "Items that are answered, 1 to " + MOST_SHOWN, example = "4")
                    @RequestParam(defaultValue = "16")
                    int limit) {
        if (limit < 1 || limit > MOST_SHOWN) {
            throw InvalidInputException.field("limit", "must be from 1 to " + MOST_SHOWN);
        }
        ModelVersion version = models.find(model);
        Sample sample = samples.choose(dataset, split, items, USUAL_ITEMS);
        return models.use(version, roles -> find(roles, layer, channel, sample, limit));
    }

    private Insight find(Roles roles, String layer, int channel, Sample sample, int limit) {
        double[] activations = activations(roles, layer, channel, sample);
        List<Item> found = IntStream.range(0, sample.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> activations[item])
                        .reversed())
                .limit(limit)
                .map(item ->
                        new Item(sample.indices()[item], activations[item], sample.label(item), sample.className(item)))
                .toList();
        int[] indices = found.stream().mapToInt(Item::index).toArray();
        Tensor images = samples.read(sample.of(indices), roles.config());
        ChannelItems body = new ChannelItems(
                roles.model(), layer, channel, sample.dataset(), sample.split().label(), sample.size(), found);
        return Insight.of(roles.model(), () -> body, "items", images)
                .drawn(() -> roles.shape().isPicture() ? ChannelPicture.grid(body, images) : ChannelPicture.bars(body));
    }

    private double[] activations(Roles roles, String layer, int channel, Sample sample) {
        LayerReader layers = Layers.of(roles);
        NamedLayer named = Layers.find(layers, layer);
        if (channel < 0 || channel >= named.shape().get(0)) {
            throw new NotFoundException(
                    "channel-not-found",
                    "The layer " + layer + " has the channels 0 to "
                            + (named.shape().get(0) - 1));
        }
        double[] means = new double[sample.size()];
        samples.inPieces(sample, roles.config(), Layers.size(named), (items, from) -> {
            Tensor activations = layers.activations(items, layer);
            for (int i = 0; i < items.rows(); i++) {
                means[from + i] = Activations.mean(activations, i, channel);
            }
        });
        return means;
    }
}
