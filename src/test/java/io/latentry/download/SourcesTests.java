package io.latentry.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTests {

    private final Sources sources = Sources.of(
            List.of("https://models.example/timm/", "http://intranet.example:8081", "https://other.example/a"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://models.example/timm/resnet18/model.safetensors",
                "HTTPS://Models.Example:443/timm/x?download=true",
                "http://intranet.example:8081/anything",
                "https://other.example/a/b"
            })
    void allowWhatTheOperatorNames(String address) {
        assertThat(sources.allow(URI.create(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://models.example/timm/x",
                "https://models.example/",
                "https://models.example/timmy",
                "https://models.example/timm",
                "https://models.example/timm/../secret",
                "https://models.example/timm/%2e%2E/secret",
                "https://models.example/timm/..%2Fsecret",
                "https://models.example/timm/%5c..%5csecret",
                "https://models.example/timm//x",
                "https://models.example:8443/timm/x",
                "https://models.example@evil.example/timm/x",
                "https://user@models.example/timm/x",
                "https://models.example.evil.example/timm/x",
                "https://models.example/timm/x#y",
                "https://other.example/ab",
                "http://intranet.example/x",
                "ftp://models.example/timm/x",
                "file:///timm/x",
                "/timm/x"
            })
    void allowNothingElse(String address) {
        assertThat(sources.allow(URI.create(address))).isFalse();
    }

    @Test
    void noneAllowNothing() {
        assertThat(Sources.of(List.of()).allow(URI.create("https://models.example/")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models.example",
                "https://",
                "ftp://models.example/",
                "https://models.example/a/../b",
                "https://m/?q=1",
                " "
            })
    void areAddressesOfFolders(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> Sources.of(List.of(address)));
    }
}
