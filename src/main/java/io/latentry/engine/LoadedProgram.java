package io.latentry.engine;

import ai.djl.ndarray.NDList;

/** A program in memory. Safe for use by several threads. */
interface LoadedProgram extends AutoCloseable {

    /**
     * Runs one of the program's methods, without gradients.
     *
     * @param inputs of the method; the results belong to the manager of the first
     */
    NDList call(String method, NDList inputs);

    @Override
    void close();
}
