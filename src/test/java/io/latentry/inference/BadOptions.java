package io.latentry.inference;

import static io.latentry.dataset.TestArrays.floats;
import static io.latentry.dataset.TestArrays.npy;
import static io.latentry.inference.BadRequest.file;
import static io.latentry.inference.BadRequest.json;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The table of what callers get wrong in what one verb alone takes. */
final class BadOptions {

    private static final String NPY = "application/x-npy";
    private static final String OK = "{\"items\": [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]]";

    private BadOptions() {}

    /** Requests that are wrong in what one verb alone takes. */
    static Stream<BadRequest> withOptions() {
        return Stream.of(encode(), classify(), denoise(), sample(), interpolate())
                .flatMap(rows -> rows);
    }

    private static String fields(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"" + i + "\": 1").collect(Collectors.joining(", "));
    }

    private static Stream<BadRequest> encode() {
        return Stream.of(
                        json("sample as a string", "vector", OK + ", \"sample\": \"true\"}", "sample"),
                        json("sample as a number", "vector", OK + ", \"sample\": 1}", "sample"),
                        json("seed of a fraction", "vector", OK + ", \"sample\": true, \"seed\": 1.5}", "seed"),
                        json("seed as a string", "vector", OK + ", \"sample\": true, \"seed\": \"1\"}", "seed"),
                        json("huge seed", "vector", OK + ", \"sample\": true, \"seed\": 9223372036854775808}", "seed"),
                        json("null seed", "vector", OK + ", \"sample\": true, \"seed\": null}", "seed"),
                        json("seed without sample", "vector", OK + ", \"seed\": 1}", "seed"),
                        json("object", "vector", OK + ", \"logVariances\": {\"a\": 1}}", "logVariances"),
                        json("codes as a picture", "grey", OK + "}", 406, "not-acceptable")
                                .accepting("image/png"),
                        query("encode?sample=perhaps", "sample"),
                        query("encode?sample=", "sample"),
                        query("encode?steps=3", "steps"),
                        query("encode?pool=mean", "pool"),
                        query("encode?layer=fc&pool=max", "pool"),
                        query("encode?layer=fc&sample=true", "layer"),
                        json("layer as a number", "vector", OK + ", \"layer\": [1]}", "layer"),
                        query("encode?sample=true&sample=true", "sample"))
                .map(request -> request.to("encode"));
    }

    private static Stream<BadRequest> classify() {
        return Stream.of(
                        json("top of nothing", "vector", OK + ", \"top\": 0}", "top"),
                        json("top as a string", "vector", OK + ", \"top\": \"3\"}", "top"),
                        json("top of a fraction", "vector", OK + ", \"top\": 1.5}", "top"),
                        json("null top", "vector", OK + ", \"top\": null}", "top"),
                        json("unknown field", "vector", OK + ", \"topp\": 3}", "topp"))
                .map(request -> request.to("classify"));
    }

    private static Stream<BadRequest> denoise() {
        return Stream.of(
                        json("kind", "vector", OK + ", \"noise\": {\"kind\": \"pink\", \"level\": 1}}", "noise.kind"),
                        json("no kind", "vector", OK + ", \"noise\": {\"level\": 1}}", "noise.kind"),
                        json("no level", "vector", OK + ", \"noise\": {\"kind\": \"gaussian\"}}", "noise.level"),
                        json("empty", "vector", OK + ", \"noise\": {}}", "noise.kind"),
                        json("null", "vector", OK + ", \"noise\": null}", "noise"),
                        json("many fields", "vector", OK + ", \"noise\": {" + fields(1_000) + "}}", "noise"),
                        json("string", "vector", OK + ", \"noise\": \"gaussian\"}", "noise"),
                        json("list", "vector", OK + ", \"noise\": [1]}", "noise"),
                        json(
                                "level",
                                "vector",
                                OK + ", \"noise\": {\"kind\": \"masking\", \"level\": 2}}",
                                "noise.level"),
                        json(
                                "negative",
                                "vector",
                                OK + ", \"noise\": {\"kind\": \"gaussian\", \"level\": -1}}",
                                "noise.level"),
                        json(
                                "text",
                                "vector",
                                OK + ", \"noise\": {\"kind\": \"gaussian\", \"level\": \"1\"}}",
                                "noise.level"),
                        json("nested", "vector", OK + ", \"noise\": {\"kind\": {}, \"level\": 1}}", "noise.kind"),
                        json(
                                "unknown",
                                "vector",
                                OK + ", \"noise\": {\"kind\": \"gaussian\", \"sigma\": 1}}",
                                "noise.sigma"),
                        json("seed without noise", "vector", OK + ", \"seed\": 1}", "seed"),
                        json(
                                "cannot",
                                "plain",
                                "{\"dataset\": \"shapes\", \"indices\": [0]}",
                                422,
                                "capability-unsupported"),
                        json("vectors as a picture", "vector", OK + "}", 422, "no-picture")
                                .accepting("image/png"),
                        query("denoise?noise.kind=gaussian&noise.level=NaN", "noise.level"),
                        query("denoise?noise.kind=gaussian&noise.level=much", "noise.level"),
                        query("denoise?noise=gaussian", "noise"),
                        query("denoise?noise=gaussian&noise.level=1", "noise"),
                        query("denoise?noise.level=1&noise=gaussian", "noise"),
                        query("denoise?noise.kind.of=gaussian&noise.level=1", "noise.kind.of"),
                        query("denoise?noise.=gaussian", "noise."))
                .map(request -> request.to("denoise"));
    }

    private static Stream<BadRequest> sample() {
        return Stream.of(
                        json("none", "vector", "{\"n\": 0}", "n"),
                        json("negative", "vector", "{\"n\": -1}", "n"),
                        json("too many", "vector", "{\"n\": 21}", "n"),
                        json("huge", "vector", "{\"n\": 99999999999999999999}", "n"),
                        json("fraction", "vector", "{\"n\": 1.5}", "n"),
                        json("string", "vector", "{\"n\": \"1\"}", "n"),
                        json("list", "vector", "{\"n\": [1]}", "n"),
                        json("hot", "vector", "{\"temperature\": 11}", "temperature"),
                        json("cold", "vector", "{\"temperature\": -0.1}", "temperature"),
                        json("endless", "vector", "{\"temperature\": 1e999}", "temperature"),
                        json("warm", "vector", "{\"temperature\": \"warm\"}", "temperature"),
                        json("seed", "vector", "{\"seed\": true}", "seed"),
                        json("items", "vector", OK + "}", "items"),
                        json("cut off", "vector", "{\"n\"", 400, "malformed-json"),
                        json("twice", "vector", "{\"n\": 1, \"n\": 1}", 400, "malformed-json"),
                        json("cannot", "plain", "{}", 422, "capability-unsupported"),
                        json("unknown", "none", "{}", 404, "model-not-found"),
                        json("as HTML", "vector", "{}", 406, "not-acceptable").accepting("text/html"),
                        json("vectors as a picture", "vector", "{}", 422, "no-picture")
                                .accepting("image/png"),
                        json("not JSON", "vector", "n=1", 400, "malformed-json"),
                        file("an array", "vector", NPY, new byte[9], 415, "unsupported-media-type"),
                        query("sample?n=1", "n").as("application/json", "{}"),
                        query("sample?n=1x", "n").as("", ""),
                        query("sample?temperature=NaN", "temperature").as("", ""),
                        query("sample?amount=1", "amount").as("", ""))
                .map(request -> request.to("sample"));
    }

    private static Stream<BadRequest> interpolate() {
        return Stream.of(
                        json("one step", "vector", OK + ", \"steps\": 1}", "steps"),
                        json("negative", "vector", OK + ", \"steps\": -5}", "steps"),
                        json("too many", "vector", OK + ", \"steps\": 21}", "steps"),
                        json("fraction", "vector", OK + ", \"steps\": 2.5}", "steps"),
                        json("string", "vector", OK + ", \"steps\": \"3\"}", "steps"),
                        json("one end", "vector", "{\"items\": [[1, 2, 3, 4, 5]]}", "items"),
                        json("three ends", "vector", "{\"dataset\": \"rows\", \"indices\": [0, 1, 2]}", "indices"),
                        json("vectors as a picture", "vector", OK + "}", 422, "no-picture")
                                .accepting("image/png"))
                .map(request -> request.to("interpolate"));
    }

    /** A good array with a fault in the query. */
    private static BadRequest query(String verbAndQuery, String field) {
        byte[] body = npy("<f4", "(1, 5)", floats(1, 2, 3, 4, 5));
        return new BadRequest(
                "query", "vector/" + verbAndQuery, NPY, body, "application/json", 400, "invalid-input", field);
    }
}
