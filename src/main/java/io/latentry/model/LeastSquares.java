package io.latentry.model;

/** Linear regression with an intercept; implemented by the engine. */
public interface LeastSquares {

    /**
     * Begins a fit to pairs that come in batches.
     *
     * @param inputs values of one input
     * @param outputs values of one output
     */
    Fit begin(int inputs, int outputs);

    /** The map x ↦ W x + b with the least sum of squared errors over the pairs that it was given. */
    interface Fit extends AutoCloseable {

        /**
         * Takes pairs in; they are not kept.
         *
         * @param inputs {@code [batch, inputs]}
         * @param outputs {@code [batch, outputs]}
         */
        void add(Tensor inputs, Tensor outputs);

        /** Finds the map; no pairs are taken in after that. Where several are as good, the shortest W is near. */
        void solve();

        /**
         * Maps.
         *
         * @param inputs {@code [batch, inputs]}
         * @return {@code [batch, outputs]}
         */
        Tensor predict(Tensor inputs);

        @Override
        void close();
    }
}
