package bwdc.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.demo.okta.OktaOptions;
import bwdc.demo.okta.OktaTenant;
import bwdc.directory.DirectorySourceContract;
import com.okta.sdk.authc.credentials.TokenClientCredentials;
import com.okta.sdk.client.AuthorizationMode;
import com.okta.sdk.client.Clients;
import com.okta.sdk.resource.api.GroupApi;
import com.okta.sdk.resource.api.UserApi;
import com.okta.sdk.resource.client.ApiClient;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.Group;
import com.okta.sdk.resource.model.User;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Okta's own library takes the stand-in for Okta, and finds the company in it that is there. */
class OktaSdkTest {
    private static final List<String> TRUST = List.of("javax.net.ssl.trustStore", "javax.net.ssl.trustStorePassword");

    @TempDir
    private Path folder;

    private final Map<String, String> before = new HashMap<>();
    private OktaTenant tenant;

    @BeforeEach
    void start() throws Exception {
        start(OktaOptions.USUAL);
        trust();
    }

    private void start(OktaOptions options) {
        if (tenant != null) {
            tenant.close();
        }
        tenant = OktaTenant.start(DirectorySourceContract.company(), options);
    }

    /** All stand-ins of a process have one certificate. */
    private void trust() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        var pem = tenant.server().certificate().getBytes(StandardCharsets.US_ASCII);
        store.setCertificateEntry(
                "okta", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        var file = folder.resolve("trust");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "trust!".toCharArray());
        }
        TRUST.forEach(name -> before.put(name, System.getProperty(name)));
        System.setProperty(TRUST.getFirst(), file.toString());
        System.setProperty(TRUST.getLast(), "trust!");
    }

    @AfterEach
    void stop() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        tenant.close();
    }

    private ApiClient withToken(String token) {
        return Clients.builder()
                .setOrgUrl(tenant.address())
                .setClientCredentials(new TokenClientCredentials(token))
                .setRetryMaxAttempts(1)
                .build();
    }

    private ApiClient withApp() {
        return Clients.builder()
                .setOrgUrl(tenant.address())
                .setAuthorizationMode(AuthorizationMode.PRIVATE_KEY)
                .setClientId(tenant.app().clientId())
                .setKid(tenant.app().keyId())
                .setPrivateKey(tenant.app().keys().getPrivate())
                .setScopes(Set.of("okta.users.read", "okta.groups.read"))
                .build();
    }

    private static <T> List<T> all(ApiClient client, Function<Optional<String>, List<T>> page) {
        List<T> all = new ArrayList<>(page.apply(Optional.empty()));
        for (var after = after(client); after.isPresent(); after = after(client)) {
            all.addAll(page.apply(after));
        }
        return all;
    }

    /** The library looks for a header in lower case, which Java's own server does not send. */
    @SuppressWarnings("deprecation") // It names nothing to use instead.
    private static Optional<String> after(ApiClient client) {
        return client.getResponseHeaders().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("link"))
                .flatMap(header -> header.getValue().stream())
                .map(Pattern.compile("[?&]after=([^&>]+).*>; rel=\"next\"")::matcher)
                .filter(Matcher::find)
                .map(link -> link.group(1))
                .findFirst();
    }

    private static List<User> users(ApiClient client, @Nullable String filter) {
        var api = new UserApi(client);
        return all(client, after -> {
            try {
                return api.listUsers(null, null, after.orElse(null), 2, filter, null, null, null);
            } catch (ApiException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static List<Group> groups(ApiClient client, @Nullable String filter) {
        var api = new GroupApi(client);
        return all(client, after -> {
            try {
                return api.listGroups(null, filter, after.orElse(null), 2, null, null, null, null);
            } catch (ApiException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Set<String> members(ApiClient client, Group group) {
        var api = new GroupApi(client);
        return all(client, after -> {
                    try {
                        return api.listGroupUsers(group.getId(), after.orElse(null), 2);
                    } catch (ApiException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .stream()
                .map(user -> String.valueOf(user.getProfile().getLogin()).replaceFirst("@.*", ""))
                .collect(Collectors.toSet());
    }

    private void findsTheCompany(ApiClient client) {
        var company = DirectorySourceContract.company();
        assertThat(users(client, null).stream().map(user -> user.getProfile().getEmail()))
                .containsExactlyElementsOf(
                        company.people().stream().map(person -> person.mail()).toList());
        assertThat(users(client, null).stream()
                        .filter(user -> String.valueOf(user.getStatus()).equals("SUSPENDED"))
                        .map(user -> user.getProfile().getLogin()))
                .containsExactly("dora@acme.example");
        Map<String, Set<String>> found = new HashMap<>();
        groups(client, null).forEach(group -> found.put(name(group), members(client, group)));
        Map<String, Set<String>> expected = new HashMap<>();
        company.groups().forEach(group -> expected.put(group.name(), Set.copyOf(company.everybodyIn(group.name()))));
        assertThat(found).isEqualTo(expected);
    }

    private static String name(Group group) {
        return String.valueOf(group.getProfile().getName());
    }

    @Test
    void readsTheCompanyWithAToken() {
        findsTheCompany(withToken(OktaTenant.TOKEN));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsTheCompanyAsAnApp(boolean bound) {
        if (bound) {
            start(OktaOptions.USUAL.withBoundTokens());
        }
        findsTheCompany(withApp());
        assertThat(tenant.server().asks().getLast().header("dpop").isPresent()).isEqualTo(bound);
    }

    @Test
    void choosesByTheFiltersThatTheSourceUses() {
        tenant.settle();
        var before = java.time.Instant.now().minusSeconds(60).toString();
        tenant.deactivate("bob");
        tenant.addMember("frontend", "zoe");
        var client = withToken(OktaTenant.TOKEN);
        assertThat(users(client, "status eq \"DEPROVISIONED\"")).hasSize(1);
        assertThat(users(client, "(profile.firstName eq \"Bob\") and lastUpdated gt \"" + before + "\""))
                .hasSize(1);
        // Everybody's groups lost Bob, and Zoe's group gained her.
        assertThat(groups(client, "(lastUpdated gt \"" + before + "\" or lastMembershipUpdated gt \"" + before + "\")"))
                .hasSize(5);
    }

    @Test
    void isRefusedAsByOkta() {
        assertThatThrownBy(() -> users(withToken("wrong"), null))
                .hasCauseInstanceOf(ApiException.class)
                .hasRootCauseInstanceOf(ApiException.class)
                .satisfies(problem -> assertThat(code(problem)).isEqualTo(401));
        assertThatThrownBy(() -> users(withToken(OktaTenant.TOKEN), "profile.department eq \"x\""))
                .satisfies(problem -> assertThat(code(problem)).isEqualTo(400));
    }

    private static int code(Throwable problem) {
        return problem.getCause() instanceof ApiException refused ? refused.getCode() : 0;
    }
}
