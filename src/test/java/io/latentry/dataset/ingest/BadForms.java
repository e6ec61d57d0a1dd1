package io.latentry.dataset.ingest;

import io.latentry.dataset.TestArrays;
import io.latentry.testing.Form;
import java.util.stream.Stream;

/** Forms that must be refused, whatever their files. */
final class BadForms {

    private static final byte[] ARRAY = TestArrays.idx(new byte[40], 10, 2, 2);
    private static final byte[] LABELS = TestArrays.idx(new byte[] {0, 1, 2, 0, 1, 2, 0, 1, 2, 0}, 10);

    private BadForms() {}

    static Stream<BadUpload> names() {
        return Stream.of("", "..", "../up", "a/b", "Upper", "a b", "-a", "a".repeat(64), "a\u0000b", "ä")
                .map(name -> BadUpload.of(
                        "the name '" + name + "'", 400, Form.named(name).file("file", ARRAY)));
    }

    static Stream<BadUpload> fields() {
        return Stream.of(
                BadUpload.of("no name", 400, new Form().file("file", ARRAY)),
                BadUpload.of(
                        "two names",
                        400,
                        Form.named("bad").text("name", "worse").file("file", ARRAY)),
                BadUpload.of("no file", 400, Form.named("bad")),
                BadUpload.of("two files", 400, good().file("file", ARRAY)),
                BadUpload.of("an unknown file", 400, good().file("extra", ARRAY)),
                BadUpload.of("an unknown field", 400, good().text("fraction", "0.2")),
                BadUpload.of("a file as text", 400, Form.named("bad").text("file", "x\n1\n")),
                BadUpload.of(
                        "the name as a file",
                        400,
                        new Form().file("name", "bad").file("file", ARRAY)));
    }

    static Stream<BadUpload> options() {
        return Stream.of(
                option("testFraction", "0"),
                option("testFraction", "1"),
                option("testFraction", "-0.5"),
                option("testFraction", "NaN"),
                option("testFraction", "much"),
                option("testFraction", "0.01"),
                option("seed", "1.5"),
                option("seed", "99999999999999999999"),
                option("size", "8x8"),
                option("size", "0x8"),
                option("size", "99999x8"),
                option("channels", "2"),
                option("channels", "3"),
                option("label", "x"),
                option("classes", "a,b"),
                BadUpload.of("fewer classes than labels", 400, labelled().text("classes", "a,b")),
                BadUpload.of("two classes alike", 400, labelled().text("classes", "a,b,a")),
                BadUpload.of("an empty class", 400, labelled().text("classes", "a,,b")),
                BadUpload.of(
                        "a fraction of given test items",
                        400,
                        Form.named("bad")
                                .file("train", ARRAY)
                                .file("test", ARRAY)
                                .text("testFraction", "0.5")));
    }

    private static BadUpload option(String field, String value) {
        return BadUpload.of(field + "=" + value + " on an IDX file", 400, good().text(field, value));
    }

    private static Form good() {
        return Form.named("bad").file("file", ARRAY);
    }

    private static Form labelled() {
        return Form.named("bad").file("train", ARRAY).file("trainLabels", LABELS);
    }
}
