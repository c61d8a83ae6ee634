package bwdc.demo.okta;

import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.demo.loopback.VendorDirectory;
import bwdc.demo.loopback.VendorServer;
import bwdc.demo.sample.SampleCompany;
import bwdc.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An Okta organization on loopback. */
public final class OktaTenant implements VendorDirectory {
    /** Its API token. */
    public static final String TOKEN = "00demo-okta-api-token";

    private final OktaStore store;
    private final OktaLimits limits;
    private final OktaPages pages;
    private final VendorServer server;
    private final OktaSignIn signIn;

    private OktaTenant(OktaOptions options) {
        var clock = Clock.systemUTC();
        store = new OktaStore(clock);
        limits = new OktaLimits(options, clock);
        server = VendorServer.start(this::answer);
        signIn = new OktaSignIn(options, server.url(), clock);
        pages = new OktaPages(store, server.url(), options.page());
    }

    public static OktaTenant start(SampleCompany company) {
        return start(company, OktaOptions.USUAL);
    }

    /** One with pages as long as Okta's, and as much room for requests as a large customer has. */
    public static OktaTenant roomy(SampleCompany company) {
        return start(company, OktaOptions.USUAL.withLongPages().withLimit(100_000, Duration.ofMinutes(1)));
    }

    public static OktaTenant start(SampleCompany company, OktaOptions options) {
        var tenant = new OktaTenant(options);
        tenant.store.fill(company);
        return tenant;
    }

    /** @param company {@code users} and {@code groups} as Okta lists them; the groups have {@code members} too, a list of ids */
    public static OktaTenant start(JsonObject company, OktaOptions options) {
        var tenant = new OktaTenant(options);
        tenant.store.replace(company);
        return tenant;
    }

    private Reply answer(Ask ask) {
        if (ask.path().equals("/oauth2/v1/token")) {
            return token(ask);
        }
        var kind = OktaPages.kind(ask.path());
        var count = limits.count(kind);
        if (count.exceeded()) {
            return count.on(Reply.json(
                    429, Refusal.error("E0000047", "API call exceeded rate limit due to too many requests.")));
        }
        try {
            signIn.check(ask, URI.create(server.url() + ask.path()), OktaPages.scope(ask.path()));
            return count.on(pages.answer(ask));
        } catch (Refusal refusal) {
            return count.on(refusal.reply());
        } catch (Ask.Odd odd) {
            return count.on(Reply.json(400, Refusal.error("E0000003", String.valueOf(odd.getMessage()))));
        }
    }

    private Reply token(Ask ask) {
        try {
            return signIn.token(ask);
        } catch (Refusal refusal) {
            return refusal.reply();
        }
    }

    @Override
    public VendorServer server() {
        return server;
    }

    /** The service app that may sign in. */
    public OktaApp app() {
        return OktaApp.shared();
    }

    /** Ends all tokens of the app. */
    public void endTokens() {
        signIn.end();
    }

    /** Wants another number in proofs. */
    public void renewNonce() {
        signIn.renewNonce();
    }

    /** Other programs ask for something. */
    public void otherPrograms(String path, int requests) {
        limits.use(OktaPages.kind(path), requests);
    }

    /** Has other users and groups from now on. */
    public void replace(JsonObject company) {
        store.replace(company);
    }

    /** Everything that changed so far did so an hour ago. */
    public void settle() {
        store.settle();
    }

    @Override
    public String title() {
        return "an Okta organization";
    }

    @Override
    public JsonObject data() {
        return new JsonObject()
                .put("directoryType", 3L)
                .put("directoryOkta", new JsonObject().put("orgUrl", address()).put("token", TOKEN))
                .put("sync", new JsonObject());
    }

    @Override
    public List<String> firstSteps() {
        return List.of(
                "bwdc config directory okta",
                "bwdc config okta.orgUrl https://acme.okta.com",
                "bwdc config okta.token --secretfile FILE");
    }

    @Override
    public void join(SampleCompany.Person person, String group) {
        store.join(person, group);
    }

    @Override
    public void disable(String login) {
        store.status(login, "SUSPENDED");
    }

    @Override
    public void enable(String login) {
        store.status(login, "ACTIVE");
    }

    /** Okta's word for a person who left: the account stays, and is in no group. */
    public void deactivate(String login) {
        store.deactivate(login);
    }

    /** Changes somebody's address, which may then be missing. */
    public void mail(String login, Optional<String> mail) {
        store.mail(login, mail);
    }

    @Override
    public void addMember(String group, String login) {
        store.addMember(group, login);
    }

    @Override
    public void removeMember(String group, String login) {
        store.removeMember(group, login);
    }

    public void removeGroup(String name) {
        store.removeGroup(name);
    }

    public void rename(String group, String name) {
        store.rename(group, name);
    }
}
