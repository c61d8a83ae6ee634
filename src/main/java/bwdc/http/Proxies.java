package bwdc.http;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Host;
import bwdc.secret.Secret;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Proxies as the environment names them: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code ALL_PROXY} with user and
 * password, {@code NO_PROXY} with hosts, domains, addresses and {@code *}; lower-case names as well. This machine itself
 * is never reached through a proxy.
 */
final class Proxies extends ProxySelector {
    private final Optional<Server> https;
    private final Optional<Server> http;
    private final List<String> direct;

    private record Server(InetSocketAddress address, Optional<String> user, Optional<Secret> password) {}

    Proxies(Host host) {
        https = server(host, "HTTPS_PROXY");
        http = server(host, "HTTP_PROXY");
        direct = List.of(
                either(host, "NO_PROXY").orElse("").toLowerCase(Locale.ROOT).split("[\\s,]+"));
    }

    private static Optional<String> either(Host host, String name) {
        return host.variable(name).or(() -> host.variable(name.toLowerCase(Locale.ROOT)));
    }

    private static Optional<Server> server(Host host, String name) {
        return either(host, name).or(() -> either(host, "ALL_PROXY")).map(url -> parse(url, name));
    }

    private static Server parse(String url, String name) {
        try {
            var uri = URI.create(url.contains("://") ? url : "http://" + url);
            if (uri.getHost() != null && "http".equalsIgnoreCase(uri.getScheme())) {
                var address = InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
                var user = Optional.ofNullable(uri.getRawUserInfo()).map(info -> info.split(":", 2));
                return new Server(
                        address,
                        user.map(parts -> decode(parts[0])),
                        user.filter(parts -> parts.length > 1).map(parts -> Secret.of(decode(parts[1]))));
            }
        } catch (IllegalArgumentException e) {
            // The text may hold a password, so it is not repeated, nor is the exception that quotes it.
        }
        throw Fault.of(ExitCode.SETTINGS, "The environment variable " + name + " (or ALL_PROXY) names no proxy.")
                .hint(name + "=http://proxy.company.com:3128, with user and password as http://user:password@proxy…");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public List<Proxy> select(URI uri) {
        var server = "https".equalsIgnoreCase(uri.getScheme()) ? https : http;
        if (server.isEmpty() || isDirect(uri)) {
            return List.of(Proxy.NO_PROXY);
        }
        var address = server.get().address();
        return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(address.getHostString(), address.getPort())));
    }

    private boolean isDirect(URI uri) {
        var name = uri.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$", "");
        if (name.equals("localhost") || name.equals("::1") || name.matches("127(\\.[0-9]{1,3}){3}")) {
            return true;
        }
        var port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
        return direct.stream().anyMatch(rule -> matches(rule, name, port));
    }

    private static boolean matches(String rule, String name, int port) {
        if (rule.equals("*")) {
            return true;
        }
        int colon = rule.indexOf(':') == rule.lastIndexOf(':') ? rule.indexOf(':') : -1;
        if (colon > 0) {
            return rule.substring(colon + 1).equals(Integer.toString(port))
                    && matches(rule.substring(0, colon), name, port);
        }
        if (rule.contains("/")) {
            return Network.contains(rule, name);
        }
        var domain = rule.startsWith("*.") ? rule.substring(2) : rule.startsWith(".") ? rule.substring(1) : rule;
        return !domain.isEmpty() && (name.equals(domain) || name.endsWith("." + domain));
    }

    /** Answers a proxy's question for a password. */
    Authenticator authenticator() {
        return new Authenticator() {
            @Override
            protected @org.jspecify.annotations.Nullable PasswordAuthentication getPasswordAuthentication() {
                if (getRequestorType() != RequestorType.PROXY) {
                    return null;
                }
                return List.of(https, http).stream()
                        .flatMap(Optional::stream)
                        .filter(server -> server.address().getHostString().equalsIgnoreCase(getRequestingHost())
                                && server.address().getPort() == getRequestingPort())
                        .flatMap(server -> server.user().stream()
                                .map(user -> new PasswordAuthentication(
                                        user,
                                        server.password()
                                                .map(Secret::reveal)
                                                .orElse("")
                                                .toCharArray())))
                        .findFirst()
                        .orElse(null);
            }
        };
    }

    /** Whether any proxy wants a user name. */
    boolean haveUsers() {
        return https.flatMap(Server::user).or(() -> http.flatMap(Server::user)).isPresent();
    }

    /** The proxy on the way to an address, for messages. */
    Optional<String> on(URI uri) {
        return select(uri).getFirst().address() instanceof InetSocketAddress address
                ? Optional.of(address.getHostString() + ":" + address.getPort())
                : Optional.empty();
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // The request itself fails and says so.
    }
}
