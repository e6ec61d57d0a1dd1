package io.latentry.evaluation;

import io.latentry.evaluation.protocol.Representation;
import java.util.function.Supplier;

/**
 * A row of the table that is to be.
 *
 * @param name of the representation
 * @param kind of it
 * @param codeSize numbers in a code; 0 if there is none
 * @param opening makes it ready to be measured
 */
record Subject(String name, Representation.Kind kind, int codeSize, Supplier<Representation> opening) {

    Representation open() {
        return opening.get();
    }
}
