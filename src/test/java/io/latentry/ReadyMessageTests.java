package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ReadyMessageTests {

    @Test
    void namesAHostThatABrowserFinds() throws UnknownHostException {
        assertThat(ReadyMessage.host(null)).isEqualTo("localhost");
        assertThat(ReadyMessage.host(InetAddress.getByName("0.0.0.0"))).isEqualTo("localhost");
        assertThat(ReadyMessage.host(InetAddress.getByName("127.0.0.1"))).isEqualTo("localhost");
        assertThat(ReadyMessage.host(InetAddress.getByName("192.0.2.7"))).isEqualTo("192.0.2.7");
        assertThat(ReadyMessage.host(InetAddress.getByName("2001:db8::7"))).isEqualTo("[2001:db8:0:0:0:0:0:7]");
    }
}
