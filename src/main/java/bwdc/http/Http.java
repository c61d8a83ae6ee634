package bwdc.http;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Host;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and reads the beginning of their answers, each within a time limit. Redirects are never followed: what
 * is sent here is meant for one server. Problems below HTTP become faults that name the server and what to try.
 */
public final class Http implements AutoCloseable {
    /** As much of a body as is looked at, unless a request asks for more. */
    static final int LONGEST_BODY = 1 << 20;

    /**
     * What Java says of an answer 401 without {@code WWW-Authenticate} when it knows a proxy's password. Such an answer is a whole
     * one; what it said is lost.
     */
    private static final String UNEXPLAINED = "WWW-Authenticate header missing for response code 401";

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final Proxies proxies;
    private final Trust trust;
    private final Duration answerLimit;
    private @Nullable HttpClient client;

    /** @param answerLimit how long one answer may take, from the first byte sent to the last one read */
    public Http(Host host, Trust trust, Duration answerLimit) {
        this.proxies = new Proxies(host);
        this.trust = trust;
        this.answerLimit = answerLimit;
    }

    /**
     * Sends a request once.
     *
     * @param code of the fault when there is no answer
     * @throws Broken when the connection broke off, which is worth another try
     */
    public Answer send(Request request, ExitCode code) throws Broken {
        var built = HttpRequest.newBuilder(request.uri());
        request.headers().forEach((name, value) -> header(built, name, value, code));
        built.method(request.method(), publisher(request.body()));
        var exchange = client().sendAsync(built.build(), info -> new FirstBytes(request.longest()));
        try {
            var response = exchange.get(answerLimit.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new Failures(request.uri(), proxies.on(request.uri()), code).slow(answerLimit);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                if (String.valueOf(cause.getMessage()).equals(UNEXPLAINED)) {
                    return new Answer(401, HttpHeaders.of(Map.of(), (name, value) -> true), new byte[0]);
                }
                throw new Failures(request.uri(), proxies.on(request.uri()), code).of(cause);
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Java's own exception repeats the value, which may be a password. */
    private static void header(HttpRequest.Builder request, String name, String value, ExitCode code) {
        try {
            request.header(name, value);
        } catch (IllegalArgumentException e) {
            throw Fault.of(code, "The " + name + " for a request has a character in it that cannot be sent.")
                    .hint("was a token or key copied with a line end or an invisible character? Set it again");
        }
    }

    private static BodyPublisher publisher(@Nullable List<byte[]> body) {
        if (body == null) {
            return BodyPublishers.noBody();
        }
        return body.size() == 1
                ? BodyPublishers.ofByteArray(body.getFirst())
                : BodyPublishers.fromPublisher(
                        BodyPublishers.ofByteArrays(body),
                        body.stream().mapToLong(piece -> piece.length).sum());
    }

    private synchronized HttpClient client() {
        var known = client;
        if (known != null) {
            return known;
        }
        if (proxies.haveUsers()) {
            // Java refuses Basic to a proxy on the way to https; read once, when the client is made.
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        }
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_LIMIT)
                .sslContext(trust.context())
                .proxy(proxies);
        // Without need it would keep answers from being read, see UNEXPLAINED.
        var made = proxies.haveUsers()
                ? builder.authenticator(proxies.authenticator()).build()
                : builder.build();
        client = made;
        return made;
    }

    /** A client that lives on keeps the process for a while. */
    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
            client = null;
        }
    }
}
