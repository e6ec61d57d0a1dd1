package io.latentry.web.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Who is believed about where a request comes from. */
class TrustedProxiesTests {

    private final TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/9", "192.0.2.7", "fd00::/8"));

    @ParameterizedTest
    @CsvSource({
        // Nobody else's header counts.
        "203.0.113.5, 198.51.100.1, 203.0.113.5",
        "10.128.0.1, 198.51.100.1, 10.128.0.1",
        "192.0.2.8, 198.51.100.1, 192.0.2.8",
        "10.127.255.255, 198.51.100.1, 198.51.100.1",
        "192.0.2.7, 198.51.100.1, 198.51.100.1",
        // What a client has written itself stands before what the proxies add.
        "10.0.0.1, '1.1.1.1, 198.51.100.1, 10.0.0.2', 198.51.100.1",
        "10.0.0.1, '10.0.0.3, 10.0.0.2', 10.0.0.3",
        "10.0.0.1, '1.1.1.1, nonsense, 10.0.0.2', 10.0.0.2",
        "10.0.0.1, 198.51.100.1:4711, 198.51.100.1",
        "fd00::1, '[2001:db8::1]:4711', 20:01:0d:b8:00:00:00:00::/64",
        "fd00::1, 2001:db8::2, 20:01:0d:b8:00:00:00:00::/64",
        "10.0.0.1, '', 10.0.0.1",
    })
    void theLastAddressThatIsNoTrustedProxyIsTheClient(String peer, String forwardedFor, String client) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        request.addHeader("X-Forwarded-For", forwardedFor);

        assertThat(proxies.clientOf(request)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "", "fd00::/129", "beef"})
    void whatIsNoNetworkIsRefused(String network) {
        assertThatThrownBy(() -> new TrustedProxies(List.of(network))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodyIsTrustedUnlessNamed() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("127.0.0.1");
        request.addHeader("X-Forwarded-For", "198.51.100.1");

        assertThat(new TrustedProxies(List.of()).clientOf(request)).isEqualTo("127.0.0.1");
    }
}
