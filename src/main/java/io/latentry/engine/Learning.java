package io.latentry.engine;

import ai.djl.ndarray.NDArray;
import io.latentry.engine.SafeTensorsWriter.Entry;
import java.util.Map;

/** Changes a network's arrays, step by step. */
interface Learning {

    /**
     * A step for each of the seeds.
     *
     * @param x items as they are stored, a batch a step
     * @param labels one an item
     * @param seeds one a step
     * @param rates one a step
     * @param epoch of the steps, from 1
     * @return sums over the items of the losses
     */
    double[] steps(NDArray x, NDArray labels, long[] seeds, double[] rates, int epoch);

    /** After the last step of an epoch. */
    void endEpoch(int epoch, long seed);

    /** What can be told after the last epoch, by name. */
    Map<String, Double> figures();

    /** The arrays that only learning needs, for a checkpoint. */
    Map<String, Entry> entries();
}
