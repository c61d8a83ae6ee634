package bwdc.directory.entra;

import static bwdc.directory.entra.Entra.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.demo.entra.TenantData;
import bwdc.directory.DirectorySnapshot;
import bwdc.json.JsonObject;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.graph.core.content.BatchRequestContent;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.graph.models.DirectoryObject;
import com.microsoft.graph.models.DirectoryObjectCollectionResponse;
import com.microsoft.graph.models.Group;
import com.microsoft.graph.models.GroupCollectionResponse;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Microsoft's own library reads the stand-in and sees what this program sees. What the stand-in answers is thereby what Graph
 * answers, as far as that library knows.
 */
class GraphSdkTest {
    private static final String[] PROPERTIES = {"id", "mail", "userPrincipalName", "accountEnabled"};

    private final TenantData data = new TenantData();
    private Entra entra;
    private SSLContext context;
    private OkHttpClient http;
    private GraphServiceClient graph;

    @BeforeEach
    void start() throws Exception {
        for (int i = 1; i <= 7; i++) {
            data.addUser(Entra.user(id('a', i), "user" + i + "@acme.example").put("accountEnabled", i != 4));
        }
        data.addOther(
                new JsonObject().put("@odata.type", "#microsoft.graph.device").put("id", id('d', 1)));
        data.addGroup(Entra.group(id('b', 1), "Sales"), List.of(id('a', 1), id('b', 2), id('d', 1), id('a', 4)));
        data.addGroup(Entra.group(id('b', 2), "North"), List.of(id('a', 3), id('a', 7), id('a', 6), id('a', 2)));
        data.addGroup(Entra.group(id('b', 3), "Empty"), List.of());
        data.addUnit(id('c', 1), List.of(id('b', 1), id('a', 5), id('b', 3)));
        entra = Entra.of(data);
        var trust = trust(entra.tenant.certificate().orElseThrow());
        context = SSLContext.getInstance("TLS");
        context.init(null, new X509TrustManager[] {trust}, null);
        http = GraphClientFactory.create()
                .sslSocketFactory(context.getSocketFactory(), trust)
                .build();
        graph = new GraphServiceClient(new BaseBearerTokenAuthenticationProvider(new Tokens()), http);
        graph.getRequestAdapter().setBaseUrl(entra.tenant.address() + "/v1.0");
    }

    @AfterEach
    void stop() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        entra.close();
    }

    private static X509TrustManager trust(String pem) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "stand-in",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    /** Signs in with Microsoft's own library for that. */
    private final class Tokens implements AccessTokenProvider {
        private final AllowedHostsValidator hosts = new AllowedHostsValidator("127.0.0.1");

        @Override
        public String getAuthorizationToken(URI uri, @org.jspecify.annotations.Nullable Map<String, Object> context) {
            try {
                return token();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public AllowedHostsValidator getAllowedHostsValidator() {
            return hosts;
        }
    }

    private String token() throws Exception {
        var settings = EntraSettings.of(entra.settings());
        var secret = ClientCredentialFactory.createFromSecret("Q~8demo.secret-of-the-sample-tenant");
        return ConfidentialClientApplication.builder(settings.application(), secret)
                .authority(settings.login() + "/" + settings.tenant() + "/")
                .instanceDiscovery(false)
                .sslSocketFactory(context.getSocketFactory())
                .build()
                .acquireToken(ClientCredentialParameters.builder(Set.of(settings.scope()))
                        .build())
                .get()
                .accessToken();
    }

    private <E extends Parsable, P extends Parsable & com.microsoft.kiota.serialization.AdditionalDataHolder>
            List<E> all(P first, ParsableFactory<P> pages) throws Exception {
        List<E> found = new ArrayList<>();
        new PageIterator.Builder<E, P>()
                .client(graph)
                .collectionPage(first)
                .collectionPageFactory(pages)
                .processPageItemCallback(found::add)
                .build()
                .iterate();
        return found;
    }

    private List<User> users() throws Exception {
        return all(
                graph.users().get(request -> {
                    request.queryParameters.select = PROPERTIES;
                    request.queryParameters.top = 999;
                }),
                UserCollectionResponse::createFromDiscriminatorValue);
    }

    private List<Group> groups() throws Exception {
        return all(
                graph.groups().get(request -> request.queryParameters.select = new String[] {"id", "displayName"}),
                GroupCollectionResponse::createFromDiscriminatorValue);
    }

    private List<DirectoryObject> members(String group) throws Exception {
        return all(
                graph.groups().byGroupId(group).members().get(request -> {
                    request.queryParameters.select = new String[] {"id"};
                    request.queryParameters.top = 999;
                }),
                DirectoryObjectCollectionResponse::createFromDiscriminatorValue);
    }

    private static <T> List<String> ids(List<? extends DirectoryObject> entries, Class<T> kind) {
        return entries.stream()
                .filter(kind::isInstance)
                .map(DirectoryObject::getId)
                .toList();
    }

    @Test
    void seesTheSameUsersGroupsAndMembers() throws Exception {
        var snapshot = entra.read();
        var users = users();
        assertThat(users.stream().map(User::getId).toList())
                .isEqualTo(
                        snapshot.users().stream().map(user -> user.externalId()).toList());
        assertThat(users.stream().map(User::getMail).toList()).isEqualTo(mails(snapshot));
        assertThat(users.stream().map(user -> !user.getAccountEnabled()).toList())
                .isEqualTo(
                        snapshot.users().stream().map(user -> user.disabled()).toList());
        var groups = groups();
        assertThat(groups.stream().map(Group::getDisplayName).toList())
                .isEqualTo(snapshot.groups().stream().map(group -> group.name()).toList());
        for (var group : snapshot.groups()) {
            var members = members(group.externalId());
            assertThat(ids(members, User.class)).isEqualTo(group.members());
            assertThat(ids(members, Group.class)).isEqualTo(group.groups());
        }
    }

    private static List<String> mails(DirectorySnapshot snapshot) {
        return snapshot.users().stream()
                .map(user -> String.valueOf(user.email()))
                .toList();
    }

    @Test
    void seesTheSameMembersOfGroupsInside() throws Exception {
        var members = all(
                graph.groups().byGroupId(id('b', 1)).transitiveMembers().get(),
                DirectoryObjectCollectionResponse::createFromDiscriminatorValue);
        entra.with("SYNC_GROUPS", "false").with("SYNC_USER_FILTER", "includeGroup:" + id('b', 1));
        assertThat(members.stream().filter(User.class::isInstance).map(each -> ((DirectoryObject) each).getId()))
                .isEqualTo(entra.read().users().stream()
                        .map(user -> user.externalId())
                        .toList());
        assertThat(graph.groups()
                        .byGroupId(id('b', 1))
                        .transitiveMembers()
                        .graphUser()
                        .get()
                        .getValue())
                .hasSize(2);
    }

    @Test
    void seesTheSameGroupsOfAnAdministrativeUnit() throws Exception {
        var members = all(
                graph.directory()
                        .administrativeUnits()
                        .byAdministrativeUnitId(id('c', 1))
                        .members()
                        .get(),
                DirectoryObjectCollectionResponse::createFromDiscriminatorValue);
        entra.with("SYNC_GROUP_FILTER", "includeAdministrativeUnit:" + id('c', 1));
        assertThat(members.stream().filter(Group.class::isInstance).map(each -> ((Group) each).getDisplayName()))
                .isEqualTo(entra.read().groups().stream()
                        .map(group -> group.name())
                        .toList());
    }

    @Test
    void seesTheSameRemovals() {
        var first = entra.with("SYNC_GROUPS", "false").read();
        var latest = walk(graph.users().delta().get(), removed -> {});
        data.delete(id('a', 1));
        data.purge(id('a', 1));
        data.delete(id('a', 2));
        data.set(id('a', 3), "displayName", "Somebody else");
        List<String> removed = new ArrayList<>();
        walk(graph.users().delta().withUrl(latest).get(), user -> removed.add(user.getId()));
        assertThat(removed)
                .containsExactlyElementsOf(entra.readSince(first.next()).deleted());
        assertThat(graph.directory().deletedItems().graphUser().get().getValue().stream()
                        .map(User::getId))
                .containsExactly(id('a', 2));
    }

    /** Tells who was removed, and answers with where the next walk begins. */
    private String walk(com.microsoft.graph.users.delta.DeltaGetResponse first, Consumer<User> removed) {
        var page = first;
        while (true) {
            page.getValue().stream()
                    .filter(user -> user.getAdditionalData().containsKey("@removed"))
                    .forEach(removed);
            if (page.getOdataNextLink() == null) {
                return page.getOdataDeltaLink();
            }
            page = graph.users().delta().withUrl(page.getOdataNextLink()).get();
        }
    }

    @Test
    void readsTheSameBatches() throws Exception {
        var batch = new BatchRequestContent(graph);
        List<String> steps = new ArrayList<>();
        for (var group : List.of(id('b', 1), id('b', 2), id('b', 3))) {
            steps.add(batch.addBatchRequestStep(
                    graph.groups().byGroupId(group).members().toGetRequestInformation()));
        }
        entra.tenant.throttleParts(id('b', 2), 1, 1);
        var answer = graph.getBatchRequestBuilder().post(batch, null);
        assertThat(answer.getResponsesStatusCode())
                .containsEntry(steps.getFirst(), 200)
                .containsEntry(steps.get(1), 429);
        var members = answer.getResponseById(
                steps.getFirst(), DirectoryObjectCollectionResponse::createFromDiscriminatorValue);
        assertThat(members.getValue()).hasSize(2);
        assertThat(members.getOdataNextLink()).contains("$skiptoken=");
    }

    @Test
    void understandsWhyThereIsNoToken() {
        entra.tenant.secretEnds(Instant.EPOCH);
        assertThatThrownBy(this::token)
                .hasCauseInstanceOf(MsalServiceException.class)
                .hasMessageContaining("AADSTS7000222");
    }

    @Test
    void understandsTheSameRefusals() {
        entra.tenant.permissions().remove("User.Read.All");
        assertThatThrownBy(() -> graph.users().get()).isInstanceOfSatisfying(ODataError.class, error -> {
            assertThat(error.getResponseStatusCode()).isEqualTo(403);
            assertThat(error.getError().getCode()).isEqualTo("Authorization_RequestDenied");
        });
        assertThatThrownBy(() -> graph.groups().byGroupId(id('e', 1)).members().get())
                .isInstanceOfSatisfying(
                        ODataError.class,
                        error -> assertThat(error.getError().getCode()).isEqualTo("Request_ResourceNotFound"));
    }
}
