package io.latentry.engine;

class VariationalAutoencoderTests extends GradientContract {

    @Override
    String method() {
        return "vae";
    }

    /** Items that 150 others tell little of are told to be the mean, at first. */
    @Override
    double mostOfBaseline() {
        return 1.01;
    }
}
