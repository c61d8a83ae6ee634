package bwdc.demo;

import bwdc.demo.loopback.Certificate;
import bwdc.demo.loopback.Reply;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A Bitwarden server with one organization, on loopback. It takes nothing that the real one would refuse: sign-in, the
 * import with its validation, limits and quirks, and the lists of the public API. It keeps every request for tests, and
 * answers with scripted replies instead when there are any.
 */
public final class EmbeddedOrganization implements AutoCloseable {
    static {
        // Without it each answer waits 40 ms for the client to confirm its first half; read once, by the first server.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final OrganizationOptions options;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Tokens tokens;
    private final Membership membership = new Membership("owner@acme.example");
    private final PublicApi api;
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final Queue<Reply> importReplies = new ConcurrentLinkedQueue<>();
    private final Queue<Reply> tokenReplies = new ConcurrentLinkedQueue<>();
    private int posts;
    private int reads;

    private EmbeddedOrganization(OrganizationOptions options, boolean encrypted) throws IOException {
        this.options = options;
        tokens = new Tokens(options);
        api = new PublicApi(membership, options);
        server = server(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), encrypted);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private static HttpServer server(InetSocketAddress address, boolean encrypted) throws IOException {
        if (!encrypted) {
            return HttpServer.create(address, 0);
        }
        var server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(Certificate.shared().context()));
        return server;
    }

    public static EmbeddedOrganization start(OrganizationOptions options) {
        return start(options, false);
    }

    /** Over https, with the {@linkplain Certificate#shared certificate} of every server of this process. */
    public static EmbeddedOrganization startEncrypted(OrganizationOptions options) {
        return start(options, true);
    }

    private static EmbeddedOrganization start(OrganizationOptions options, boolean encrypted) {
        try {
            return new EmbeddedOrganization(options, encrypted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address for {@code bwdc config server}. */
    public URI url() {
        var scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Everything that was asked so far. */
    public List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    public List<RecordedRequest> imports() {
        return requests.stream().filter(RecordedRequest::isImport).toList();
    }

    /** The next imports get these answers, one each, without being looked at. */
    public void replyToImports(Reply... replies) {
        importReplies.addAll(List.of(replies));
    }

    /** The next sign-ins get these answers. */
    public void replyToSignIns(Reply... replies) {
        tokenReplies.addAll(List.of(replies));
    }

    /** No token that was given so far is good any longer. */
    public void revokeTokens() {
        tokens.revokeAll();
    }

    /** A member that was there before, as if invited by hand. */
    public synchronized void addMember(String email, @org.jspecify.annotations.Nullable String externalId) {
        membership.add(email, externalId, false);
    }

    /** What people do in it by hand. */
    public WebVault webVault() {
        return new WebVault(membership, this);
    }

    /**
     * What reading answers, also where the server does not let the key read.
     *
     * @param path without {@code /api/public/}
     */
    public synchronized Reply read(String path) {
        return api.answer("GET", path, Reply.NONE);
    }

    /** Mail addresses of the members, with {@code (revoked)} where that is so, in order. */
    public synchronized List<String> members() {
        return membership.members().stream()
                .map(member -> member.email + (member.status < 0 ? " (revoked)" : ""))
                .sorted()
                .toList();
    }

    /** Names of the groups with the mail addresses of their members, in order. */
    public synchronized Map<String, List<String>> groups() {
        Map<String, List<String>> found = new java.util.TreeMap<>();
        membership
                .groups()
                .forEach(group -> found.put(
                        group.name,
                        group.memberIds.stream()
                                .flatMap(id -> membership.member(id).stream())
                                .map(member -> member.email)
                                .sorted()
                                .toList()));
        return found;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = new byte[0];
            long size = 0;
            try (var in = exchange.getRequestBody()) {
                if (options.discard() && path.endsWith("/import")) {
                    size = in.transferTo(java.io.OutputStream.nullOutputStream());
                } else {
                    body = in.readAllBytes();
                    size = body.length;
                }
            }
            var headers = headers(exchange);
            var reply = reply(exchange.getRequestMethod(), path, headers, body);
            requests.add(new RecordedRequest(exchange.getRequestMethod(), path, headers, body, size, reply.status()));
            send(exchange, reply);
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        if (!reply.delay().isZero()) {
            try {
                Thread.sleep(reply.delay());
            } catch (InterruptedException e) {
                return;
            }
        }
        if (reply.hangUp()) {
            return;
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        if (reply.body().length > 0) {
            exchange.getResponseBody().write(reply.body());
        }
    }

    private static Map<String, List<String>> headers(HttpExchange exchange) {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return headers;
    }

    private synchronized Reply reply(String method, String path, Map<String, List<String>> headers, byte[] body) {
        if (path.equals("/identity/connect/token") && method.equals("POST")) {
            var scripted = tokenReplies.poll();
            return scripted == null ? tokens.signIn(headers, new String(body, StandardCharsets.UTF_8)) : scripted;
        }
        if (!path.startsWith("/api/public/")) {
            return options.vaultwarden() ? Rocket.missing(path, headers) : Reply.empty(404);
        }
        var scripted = path.endsWith("/organization/import") ? importReplies.poll() : null;
        if (scripted != null) {
            return scripted;
        }
        var isImport = method.equals("POST") && path.equals("/api/public/organization/import");
        if (options.vaultwarden() && !isImport) {
            return Rocket.missing(path, headers);
        }
        if (!tokens.accepts(headers.getOrDefault("authorization", List.of("")).getFirst())) {
            return options.vaultwarden() ? Rocket.page(401, headers) : Reply.empty(401);
        }
        if (isImport) {
            return importMembers(headers, body);
        }
        if (!options.reading()) {
            return Reply.empty(404);
        }
        if (method.equals("GET")
                && options.readsAtOnce().isPresent()
                && ++reads > options.readsAtOnce().getAsInt()) {
            reads = 0;
            return tooMany("1");
        }
        return api.answer(method, path.substring("/api/public/".length()), body);
    }

    private static Reply tooMany(String seconds) {
        return Reply.json(429, Reply.error("Slow down! Too many requests. Try again in " + seconds + "s.", null))
                .with("Retry-After", seconds);
    }

    private Reply importMembers(Map<String, List<String>> headers, byte[] body) {
        posts++;
        if (options.postsPerMinute().isPresent()
                && posts > options.postsPerMinute().getAsInt()) {
            posts = 0;
            return tooMany("60");
        }
        if (options.discard()) {
            return Reply.empty(200);
        }
        if (options.vaultwarden()) {
            return vaultwarden(headers, body);
        }
        if (!headers.getOrDefault("content-type", List.of("")).getFirst().startsWith("application/json")) {
            return Reply.empty(415);
        }
        try {
            if (!(Json.parse(body) instanceof JsonObject request)) {
                return Reply.json(400, Reply.error("The request's model state is invalid.", new JsonObject()));
            }
            return official(request);
        } catch (JsonSyntaxException e) {
            return Reply.json(400, Reply.error("The request's model state is invalid.", new JsonObject()));
        } catch (ClassCastException e) {
            return Reply.json(500, Reply.error("An unhandled server error has occurred.", null));
        }
    }

    private Reply official(JsonObject request) {
        if (!(request.get("groups") instanceof List<?> groups)
                || !(request.get("members") instanceof List<?> members)) {
            return Reply.json(500, Reply.error("An unhandled server error has occurred.", null));
        }
        var errors = ImportCheck.errors(request);
        if (!errors.isEmpty()) {
            var fields = new JsonObject();
            errors.forEach(fields::put);
            return Reply.json(400, Reply.error("The request's model state is invalid.", fields));
        }
        var active = members.stream()
                .filter(each -> !((JsonObject) each).flag("deleted").orElse(false))
                .count();
        if (options.cloud() && !request.flag("largeImport").orElse(false) && (groups.size() > 2000 || active > 2000)) {
            return Reply.json(400, Reply.error("You cannot import this much data at once.", null));
        }
        try {
            membership.importOfficially(request, options.seats());
            return Reply.empty(200);
        } catch (Membership.Refused e) {
            return Reply.json(e.status, Reply.error(String.valueOf(e.getMessage()), null));
        }
    }

    private Reply vaultwarden(Map<String, List<String>> headers, byte[] body) {
        if (body.length > VaultwardenImport.LONGEST) {
            return Rocket.page(413, headers);
        }
        try {
            if (!(Json.parse(body) instanceof JsonObject request) || !VaultwardenImport.isComplete(request)) {
                return Rocket.page(422, headers);
            }
            new VaultwardenImport(membership, request).apply();
            return Reply.empty(200);
        } catch (JsonSyntaxException e) {
            return Rocket.page(400, headers);
        } catch (Membership.Refused e) {
            return Rocket.refusal(e.status, String.valueOf(e.getMessage()));
        }
    }
}
