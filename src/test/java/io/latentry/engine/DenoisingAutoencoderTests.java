package io.latentry.engine;

class DenoisingAutoencoderTests extends MethodContract {

    @Override
    String method() {
        return "denoising-autoencoder";
    }
}
