package bwdc.demo.loopback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An HTTPS server on loopback that stands in for a vendor. It keeps what it was asked, answers with scripted replies
 * where there are any, and may take its time.
 */
public final class VendorServer implements AutoCloseable {
    static {
        // Without it each answer waits 40 ms for the client to confirm its first half; read once, by the first server.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpsServer server;
    private final Certificate certificate = Certificate.shared();
    private final Function<Ask, Reply> answers;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Ask> asks = Collections.synchronizedList(new ArrayList<>());
    private final List<Scripted> script = new ArrayList<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean recording = true;

    private record Scripted(Predicate<Ask> when, Reply reply) {}

    private VendorServer(Function<Ask, Reply> answers) throws IOException {
        this.answers = answers;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** @param answers may throw {@link Ask.Odd} for what the vendor would refuse with 400; called side by side */
    public static VendorServer start(Function<Ask, Reply> answers) {
        try {
            return new VendorServer(answers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What a client has to trust (PEM). */
    public String certificate() {
        return certificate.pem();
    }

    /** Everything that was asked so far. */
    public List<Ask> asks() {
        return List.copyOf(asks);
    }

    /** From here on nothing is kept, for long runs. */
    public void forget() {
        recording = false;
        asks.clear();
    }

    /** The next requests of a kind get these answers, one each, without being looked at. */
    public synchronized void reply(Predicate<Ask> when, Reply... replies) {
        for (var each : replies) {
            script.add(new Scripted(when, each));
        }
    }

    /** Every answer takes so long. */
    public void delay(Duration time) {
        delay = time;
    }

    /** The most requests that were there at once. */
    public int mostAtOnce() {
        return most.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var reply = considered(exchange);
            if (!reply.hangUp()) {
                send(exchange, reply);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** No longer there once it is answered: the client may ask the next thing before this thread goes on. */
    private Reply considered(HttpExchange exchange) throws IOException, InterruptedException {
        most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            var ask = ask(exchange);
            if (recording) {
                asks.add(ask);
            }
            var reply = reply(ask);
            Thread.sleep(delay.plus(reply.delay()));
            return reply;
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private static Ask ask(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        var uri = exchange.getRequestURI();
        return new Ask(
                exchange.getRequestMethod(),
                uri.getPath(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                headers,
                exchange.getRequestBody().readAllBytes());
    }

    private synchronized Optional<Reply> scripted(Ask ask) {
        var first = script.stream().filter(each -> each.when().test(ask)).findFirst();
        first.ifPresent(script::remove);
        return first.map(Scripted::reply);
    }

    private Reply reply(Ask ask) {
        var scripted = scripted(ask);
        if (scripted.isPresent()) {
            return scripted.get();
        }
        try {
            return answers.apply(ask);
        } catch (Ask.Odd e) {
            return Reply.text(400, "text/plain", String.valueOf(e.getMessage()));
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        if (reply.body().length > 0) {
            exchange.getResponseBody().write(reply.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
