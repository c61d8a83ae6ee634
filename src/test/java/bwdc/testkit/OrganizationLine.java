package bwdc.testkit;

import bwdc.bitwarden.AccessToken;
import bwdc.bitwarden.ApiKey;
import bwdc.bitwarden.Identity;
import bwdc.bitwarden.ServerUrls;
import bwdc.bitwarden.Session;
import bwdc.bitwarden.TokenSource;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.host.Platform;
import bwdc.http.Http;
import bwdc.http.Retries;
import bwdc.http.Trust;
import bwdc.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/** A signed-in line to an embedded organization with the usual key. */
public final class OrganizationLine implements AutoCloseable {
    private final Http http;
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final Session session;
    private int signIns;

    public OrganizationLine(EmbeddedOrganization organization) {
        var host = new TestHost().host();
        http = new Http(host, new Trust(host), Duration.ofSeconds(20));
        var urls = ServerUrls.of(organization.url().toString(), null, null);
        var retries = new Retries(
                Clock.systemUTC(), time -> {}, new SplittableRandom(1), notices::add, Retries.Pace.BITWARDEN);
        var reading = new Retries(
                Clock.systemUTC(),
                time -> {},
                new SplittableRandom(1),
                notices::add,
                new Retries.Pace(Duration.ofMillis(5), Duration.ofSeconds(8)));
        var identity = new Identity(http, retries, urls, Platform.LINUX, "2026.6.1");
        var usual = OrganizationOptions.USUAL;
        session = new Session(
                http,
                retries,
                reading,
                urls,
                Platform.LINUX,
                "2026.6.1",
                new Tokens(identity, new ApiKey(usual.clientId(), Secret.of(usual.clientSecret()))));
    }

    public Session session() {
        return session;
    }

    public List<String> notices() {
        return notices;
    }

    public int signIns() {
        return signIns;
    }

    private final class Tokens implements TokenSource {
        private final Identity identity;
        private final ApiKey key;
        private AccessToken token = new AccessToken(Secret.of("none"));

        Tokens(Identity identity, ApiKey key) {
            this.identity = identity;
            this.key = key;
        }

        @Override
        public AccessToken current() {
            return token;
        }

        @Override
        public AccessToken renewed() {
            signIns++;
            token = identity.signIn(key, "00000000-0000-0000-0000-000000000000");
            return token;
        }

        @Override
        public void rejected() {
            throw new AssertionError("the key was refused");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
