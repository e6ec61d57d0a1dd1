package io.latentry.web.connection;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Proxies that are believed when they name the client they speak for. */
public final class TrustedProxies {

    private static final Pattern PORT = Pattern.compile("(?<=^[0-9.]{7,15}):\\d+$|^\\[|\\](:\\d+)?$");

    private final List<Network> networks;

    /**
     * Proxies.
     *
     * @param networks their addresses, or networks such as {@code 10.0.0.0/8}
     * @throws IllegalArgumentException if one is neither
     */
    public TrustedProxies(List<String> networks) {
        this.networks = networks.stream().map(Network::parse).toList();
    }

    boolean contains(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /**
     * The client of a request: its peer or, where that is a trusted proxy, the last address of {@code X-Forwarded-For}
     * that is not one.
     *
     * @return an address, or a /64 network of IPv6
     */
    public String clientOf(HttpServletRequest request) {
        Optional<InetAddress> peer = Network.address(request.getRemoteAddr());
        if (peer.isEmpty()) {
            return request.getRemoteAddr();
        }
        InetAddress client = peer.get();
        List<String> named = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> Stream.of(header.split(",", -1)))
                .toList();
        for (int i = named.size() - 1; i >= 0 && contains(client); i--) {
            Optional<InetAddress> before =
                    Network.address(PORT.matcher(named.get(i).strip()).replaceAll(""));
            if (before.isEmpty()) {
                break;
            }
            client = before.get();
        }
        return Network.client(client);
    }
}
