package io.latentry.engine;

class AutoencoderTests extends MethodContract {

    @Override
    String method() {
        return "autoencoder";
    }
}
