package bwdc.demo.google;

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
import java.util.Set;

/** A Google Workspace account on loopback: sign-in and Directory API under one address. */
public final class GoogleTenant implements VendorDirectory {
    /** For the account and its administrator in the Admin console. */
    public static final Set<String> SCOPES = Set.of(
            AdminApi.SCOPES + "user.readonly",
            AdminApi.SCOPES + "group.readonly",
            AdminApi.SCOPES + "group.member.readonly");

    /** What clients are called for the sample company. */
    private static final String CLIENT = "bwdc-sync@acme-sync.iam.gserviceaccount.com";

    private final GoogleCompany company;
    private final ServiceAccount account;
    private final SignIns signIns;
    private final AdminApi api;
    private final VendorServer server;

    private GoogleTenant(GoogleCompany company, ServiceAccount account, Options options) {
        this.company = company;
        this.account = account;
        signIns = new SignIns(account, company, SCOPES, options.clock, options.tokenLife);
        api = new AdminApi(company, signIns, options.pageSize);
        server = VendorServer.start(this::answer);
    }

    /**
     * How it behaves.
     *
     * @param pageSize the most entries of an answer
     * @param tokenLife how long a token is good
     */
    public record Options(int pageSize, Duration tokenLife, Clock clock) {
        public static final Options USUAL = new Options(500, Duration.ofSeconds(3599), Clock.systemUTC());

        public Options withPages(int size) {
            return new Options(size, tokenLife, clock);
        }

        public Options withTokenLife(Duration life) {
            return new Options(pageSize, life, clock);
        }

        public Options withClock(Clock other) {
            return new Options(pageSize, tokenLife, other);
        }
    }

    public static GoogleTenant start(SampleCompany sample, Options options) {
        var company = GoogleCompany.of(sample);
        var account = ServiceAccount.make(CLIENT, "104000000000000000001", "admin@" + company.domain());
        return start(company, account, options);
    }

    public static GoogleTenant start(GoogleCompany company, ServiceAccount account, Options options) {
        return new GoogleTenant(company, account, options);
    }

    /** For demonstrations. */
    public static GoogleTenant holding(SampleCompany sample) {
        return start(sample, Options.USUAL);
    }

    private Reply answer(Ask ask) {
        return ask.path().equals("/token") ? signIns.answer(ask) : api.answer(ask);
    }

    public URI url() {
        return server.url();
    }

    @Override
    public VendorServer server() {
        return server;
    }

    public GoogleCompany company() {
        return company;
    }

    public ServiceAccount account() {
        return account;
    }

    /** Changes for which scopes the account may act as the administrator. */
    public void delegate(Set<String> scopes) {
        signIns.delegate(scopes);
    }

    /** Ends every token before its time. */
    public void revokeTokens() {
        signIns.revoke();
    }

    @Override
    public String title() {
        return "a Google Workspace account";
    }

    @Override
    public JsonObject data() {
        return new JsonObject()
                .put("directoryType", 2L)
                .put(
                        "directoryGsuite",
                        new JsonObject()
                                .put("clientEmail", account.clientEmail())
                                .put("privateKey", account.privateKey())
                                .put("domain", company.domain())
                                .put("adminUser", account.adminUser())
                                .put("customer", null)
                                .put("tokenUrl", server.url() + "/token")
                                .put("apiUrl", server.url().toString()))
                .put("sync", new JsonObject());
    }

    @Override
    public List<String> firstSteps() {
        return List.of(
                "bwdc config directory gsuite",
                "bwdc config gsuite.key --secretfile service-account.json",
                "bwdc config gsuite.adminUser admin@company.com",
                "bwdc config gsuite.domain company.com");
    }

    @Override
    public void join(SampleCompany.Person person, String group) {
        company.join(person);
        company.addMember(group, person.login());
    }

    @Override
    public void disable(String login) {
        company.suspend(login, true);
    }

    @Override
    public void enable(String login) {
        company.suspend(login, false);
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
