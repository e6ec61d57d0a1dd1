package io.latentry.engine;

class VariationalAutoencoderTests extends MethodContract {

    @Override
    String method() {
        return "vae";
    }
}
