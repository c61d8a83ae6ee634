package bwdc.demo.entra;

import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.demo.loopback.VendorDirectory;
import bwdc.demo.loopback.VendorServer;
import bwdc.demo.sample.SampleCompany;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A tenant of Entra ID on this machine: signing in and Graph. It is as strict as they are: what they would refuse, it refuses
 * in their words.
 */
public final class EntraTenant implements VendorDirectory {
    private static final String DOMAIN = "acme.example";
    private static final String APPLICATION = "0a000000-0000-4000-8000-000000000001";
    private static final String SCOPE = "https://graph.microsoft.com/.default";
    private static final int LARGEST_PAGE = 999;

    /** As many parts as Graph takes in a batch. */
    private static final int MOST_PARTS = 20;

    private final TenantData data;
    private final String tenant;
    private final VendorServer server = VendorServer.start(this::answer);
    private final TenantTokens tokens;
    private final GraphChanges changes;
    private final GraphStandIn graph;
    private final List<Scripted> script = new ArrayList<>();

    private record Scripted(Predicate<String> path, GraphReply reply) {}

    private EntraTenant(TenantData data, String tenant, int pageSize, Clock clock) {
        this.data = data;
        this.tenant = tenant;
        tokens = new TenantTokens(tenant, APPLICATION, SCOPE, clock);
        var pages = new GraphPages(server.url() + "/v1.0", pageSize);
        changes = new GraphChanges(data, pages);
        graph = new GraphStandIn(data, pages, changes, tokens.roles());
    }

    /** With the people and groups of a company. */
    public static EntraTenant start(SampleCompany company) {
        return start(TenantData.of(company, DOMAIN), DOMAIN, LARGEST_PAGE, Clock.systemUTC());
    }

    /**
     * With any content.
     *
     * @param pageSize entries of a page at most
     */
    public static EntraTenant start(TenantData data, String tenant, int pageSize, Clock clock) {
        return new EntraTenant(data, tenant, pageSize, clock);
    }

    @Override
    public String title() {
        return "a Microsoft Entra ID tenant";
    }

    @Override
    public JsonObject data() {
        return new JsonObject()
                .put("directoryType", 1L)
                .put(
                        "directoryEntra",
                        new JsonObject()
                                .put("identityAuthority", "login.microsoftonline.com")
                                .put("tenant", tenant)
                                .put("applicationId", APPLICATION)
                                .put("key", TenantTokens.KEY)
                                .put("loginUrl", address())
                                .put("graphUrl", address()))
                .put("sync", new JsonObject());
    }

    @Override
    public List<String> firstSteps() {
        return List.of(
                "bwdc config directory entra",
                "bwdc config entra.tenant company.com",
                "bwdc config entra.applicationId 00000000-0000-0000-0000-000000000000",
                "bwdc config entra.key --secretfile key.txt");
    }

    /** What it holds, for changes of every kind. */
    public TenantData content() {
        return data;
    }

    @Override
    public VendorServer server() {
        return server;
    }

    /** The application permissions that are granted, which may be changed. */
    public Set<String> permissions() {
        return tokens.roles();
    }

    /** The Graph that its tokens are for, by its name in the cloud of the tenant. */
    public void graphHost(String host) {
        tokens.scope("https://" + host + "/.default");
    }

    /** How long tokens are good from here on. */
    public void tokenTime(Duration time) {
        tokens.time(time);
    }

    /** Ends all tokens, as an administrator can. */
    public void endTokens() {
        tokens.endAll();
    }

    /** From when on the application's secret is too old. */
    public void secretEnds(Instant end) {
        tokens.secretEnds(end);
    }

    /** Marks of changes that were given out so far are too old from here on. */
    public void forgetChanges() {
        changes.forget();
    }

    /**
     * The next parts of batches whose path has this text are refused.
     *
     * @param retryAfter seconds, less than nothing for an answer that does not say
     */
    public synchronized void throttleParts(String text, int times, long retryAfter) {
        for (int i = 0; i < times; i++) {
            script.add(new Scripted(path -> path.contains(text), GraphReply.tooMany(retryAfter)));
        }
    }

    /** The next part of a batch whose path has this text is refused with an error of Graph. */
    public synchronized void failPart(String text, int status, String code, String message) {
        script.add(new Scripted(path -> path.contains(text), GraphReply.error(status, code, message)));
    }

    private Reply answer(Ask ask) {
        if (!ask.path().startsWith("/v1.0/")) {
            return tokens.signIn(ask);
        }
        var problem = tokens.problem(ask);
        if (problem.isPresent()) {
            return GraphReply.error(401, "InvalidAuthenticationToken", problem.get())
                    .reply();
        }
        var path = ask.path().substring("/v1.0".length());
        if (path.equals("/$batch") && ask.method().equals("POST")) {
            return batch(ask).reply();
        }
        return ask.method().equals("GET")
                ? graph.get(path, ask.query()).reply()
                : GraphReply.error(405, "Request_BadRequest", "Specified HTTP method is not allowed.")
                        .reply();
    }

    /** Answers come in any order, here in the opposite one. */
    private GraphReply batch(Ask ask) {
        List<JsonObject> answers = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (var request : parts(ask)) {
            var id = request.text("id").orElse("");
            if (id.isEmpty() || !ids.add(id.toLowerCase(Locale.ROOT)) || ids.size() > MOST_PARTS) {
                return GraphReply.error(400, "BadRequest", "Invalid batch payload format.");
            }
            answers.addFirst(part(request).part(id));
        }
        return ids.isEmpty()
                ? GraphReply.error(400, "BadRequest", "Invalid batch payload format.")
                : GraphReply.ok(new JsonObject().put("responses", answers));
    }

    private static List<JsonObject> parts(Ask ask) {
        try {
            return Json.parse(ask.body()) instanceof JsonObject body
                    ? body.list("requests").stream()
                            .filter(JsonObject.class::isInstance)
                            .map(JsonObject.class::cast)
                            .toList()
                    : List.of();
        } catch (JsonSyntaxException e) {
            return List.of();
        }
    }

    private GraphReply part(JsonObject request) {
        var url = request.text("url").orElse("");
        var scripted = scripted(url);
        if (scripted.isPresent()) {
            return scripted.get();
        }
        int mark = url.indexOf('?');
        var path = mark < 0 ? url : url.substring(0, mark);
        var query = mark < 0 ? "" : url.substring(mark + 1);
        return path.startsWith("/") && "GET".equals(request.get("method"))
                ? graph.get(path, new Ask("GET", path, query, Map.of(), new byte[0]).query())
                : GraphReply.error(400, "BadRequest", "Invalid request.");
    }

    private synchronized Optional<GraphReply> scripted(String path) {
        var first = script.stream().filter(each -> each.path().test(path)).findFirst();
        first.ifPresent(script::remove);
        return first.map(Scripted::reply);
    }

    @Override
    public void join(SampleCompany.Person person, String group) {
        data.addUser(TenantData.user(person, DOMAIN));
        addMember(group, person.login());
    }

    /** The account is deleted, and can be restored for 30 days. */
    public void leave(String login) {
        data.delete(TenantData.userId(login));
    }

    @Override
    public void disable(String login) {
        data.set(TenantData.userId(login), "accountEnabled", false);
    }

    @Override
    public void enable(String login) {
        data.set(TenantData.userId(login), "accountEnabled", true);
    }

    @Override
    public void addMember(String group, String login) {
        data.addMember(TenantData.groupId(group), TenantData.userId(login));
    }

    @Override
    public void removeMember(String group, String login) {
        data.removeMember(TenantData.groupId(group), TenantData.userId(login));
    }
}
