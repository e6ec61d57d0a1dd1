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
                "https://models.example/timm/a%20b/.hidden/v1..2/x_y~z+(1)@2:3=%7E%C3%A9%e0%a4%95%f0%9f%90%99",
                "https://models.example/timm/folder/",
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
                "https://models.example/timm/..;/secret",
                "https://models.example/timm/..;x=y/secret",
                "https://models.example/timm/;/../secret",
                "https://models.example/timm/..%3b/secret",
                "https://models.example/timm/..%3B/secret",
                "https://models.example/timm/%252e%252e/secret",
                "https://models.example/timm/.%00./x",
                "https://models.example/timm/..%00/x",
                "https://models.example/timm/..%0a/x",
                "https://models.example/timm/..%7f/x",
                "https://models.example/timm/%c0%ae%c0%ae/x",
                "https://models.example/timm/%e0%80%ae%e0%80%ae/x",
                "https://models.example/timm/%f0%80%80%ae%f0%80%80%ae/x",
                "https://models.example/timm/..%20/x",
                "https://models.example/timm/.../x",
                "https://models.example/timm/..",
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
    void readAddressesOfAnyLength() {
        String longest = "https://models.example/timm/" + "a/%C3%A9/".repeat(100_000);

        assertThat(sources.allow(URI.create(longest))).isTrue();
        assertThat(sources.allow(URI.create(longest + "..;/"))).isFalse();
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
                "https://models.example/a/..;/b",
                "https://m/?q=1",
                " "
            })
    void areAddressesOfFolders(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> Sources.of(List.of(address)));
    }
}
