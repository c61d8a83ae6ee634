package bwdc.demo.onelogin;

import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.demo.loopback.VendorDirectory;
import bwdc.demo.loopback.VendorServer;
import bwdc.demo.sample.SampleCompany;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An account of OneLogin on loopback. It is as strict as OneLogin's documentation: what it does not know is refused, each
 * token is good for some requests, and requests are counted.
 */
public final class OneLoginTenant implements VendorDirectory {
    public static final String CLIENT_ID = "demo-onelogin-client";
    public static final String CLIENT_SECRET = "demo-onelogin-secret";

    private static final int LIMIT = 5000;
    private static final long TOKEN_SECONDS = 36_000;

    private final SampleCompany company;
    private final VendorServer server;
    private final Answers answers;
    private final Map<String, Integer> tokens = new HashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int remaining = -1;
    private volatile int requestsOfToken = Integer.MAX_VALUE;

    private OneLoginTenant(SampleCompany company, Entries entries, int pageSize) {
        this.company = company;
        server = VendorServer.start(this::answer);
        answers = new Answers(entries, pageSize, server.url().toString());
    }

    /** An account that holds a company. */
    public static OneLoginTenant start(SampleCompany company, int pageSize) {
        return new OneLoginTenant(company, Entries.of(company), pageSize);
    }

    /** An account with these entries. */
    public static OneLoginTenant start(Entries entries, int pageSize) {
        return new OneLoginTenant(new SampleCompany(List.of(), List.of()), entries, pageSize);
    }

    @Override
    public VendorServer server() {
        return server;
    }

    /** From here on a token is refused after so many requests, as if it had expired. */
    public void expireTokensAfter(int requests) {
        requestsOfToken = requests;
    }

    /** From here on so many requests are said to be left. */
    public void showRemaining(int requests) {
        remaining = requests;
    }

    private int remaining() {
        int shown = remaining;
        int used = asked.get();
        return shown >= 0 ? shown : Math.max(0, LIMIT - used);
    }

    private Reply answer(Ask ask) {
        asked.incrementAndGet();
        return answered(ask)
                .with("X-RateLimit-Limit", Integer.toString(LIMIT))
                .with("X-RateLimit-Remaining", Integer.toString(remaining()))
                .with("X-RateLimit-Reset", "1800");
    }

    private Reply answered(Ask ask) {
        if (ask.path().equals("/auth/oauth2/v2/token")) {
            return token(ask);
        }
        if (!isSignedIn(ask)) {
            return Answers.error(401, "Unauthorized", "Authentication Failure");
        }
        if (!ask.method().equals("GET")) {
            return Answers.error(404, "not found", "No Route Exists");
        }
        return ask.path().equals("/auth/rate_limit") ? rateLimit() : answers.list(ask);
    }

    private Reply token(Ask ask) {
        if (!ask.method().equals("POST") || !ask.rawQuery().isEmpty() || !isGrant(ask)) {
            return Answers.error(400, "bad request", "grant_type is incorrect/absent");
        }
        if (!isKnown(ask.header("authorization").orElse(""))) {
            return Answers.error(401, "Unauthorized", "Authentication Failure");
        }
        synchronized (tokens) {
            var token = "demo-onelogin-token-" + (tokens.size() + 1);
            tokens.put(token, 0);
            return Reply.json(
                    200,
                    new JsonObject()
                            .put("access_token", token)
                            .put(
                                    "created_at",
                                    Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
                            .put("expires_in", TOKEN_SECONDS)
                            .put("refresh_token", "demo-onelogin-refresh")
                            .put("token_type", "bearer")
                            .put("account_id", 4711L));
        }
    }

    /** Basic, or a form of OneLogin's own that its libraries use. */
    private static boolean isKnown(String authorization) {
        var pair = (CLIENT_ID + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8);
        return authorization.equals("Basic " + Base64.getEncoder().encodeToString(pair))
                || authorization.equals("client_id:" + CLIENT_ID + ", client_secret:" + CLIENT_SECRET);
    }

    private static boolean isGrant(Ask ask) {
        try {
            return ask.header("content-type").orElse("").startsWith("application/json")
                    && Json.parse(ask.body()) instanceof JsonObject body
                    && body.text("grant_type").equals(Optional.of("client_credentials"));
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    private boolean isSignedIn(Ask ask) {
        var header = ask.header("authorization").orElse("");
        // Both forms are documented.
        var token = header.startsWith("bearer:") || header.startsWith("bearer ") ? header.substring(7) : "";
        synchronized (tokens) {
            var used = tokens.computeIfPresent(token, (any, requests) -> requests + 1);
            return used != null && used <= requestsOfToken;
        }
    }

    private Reply rateLimit() {
        return Reply.json(
                200,
                Answers.success()
                        .put(
                                "data",
                                new JsonObject()
                                        .put("X-RateLimit-Limit", (long) LIMIT)
                                        .put("X-RateLimit-Remaining", (long) remaining())
                                        .put("X-RateLimit-Reset", 1800L)));
    }

    @Override
    public String title() {
        return "a OneLogin account";
    }

    @Override
    public JsonObject data() {
        return new JsonObject()
                .put("directoryType", 4L)
                .put(
                        "directoryOnelogin",
                        new JsonObject()
                                .put("clientId", CLIENT_ID)
                                .put("clientSecret", CLIENT_SECRET)
                                .put("region", "us")
                                .put("apiUrl", server.url().toString()))
                .put("sync", new JsonObject());
    }

    @Override
    public List<String> firstSteps() {
        return List.of(
                "bwdc config directory onelogin",
                "bwdc config onelogin.clientId CLIENT_ID",
                "bwdc config onelogin.secret --secretfile FILE");
    }

    @Override
    public void join(SampleCompany.Person person, String group) {
        company.join(person, group);
    }

    @Override
    public void disable(String login) {
        company.disable(login);
    }

    @Override
    public void enable(String login) {
        company.enable(login);
    }

    @Override
    public void addMember(String group, String login) {
        company.addMember(group, login);
    }

    @Override
    public void removeMember(String group, String login) {
        company.removeMember(group, login);
    }
}
