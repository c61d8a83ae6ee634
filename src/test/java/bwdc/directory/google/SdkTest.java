package bwdc.directory.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.demo.google.GoogleTenant;
import bwdc.demo.google.GoogleTenant.Options;
import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectoryUser;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.directory.Directory;
import com.google.api.services.directory.DirectoryScopes;
import com.google.api.services.directory.model.Group;
import com.google.api.services.directory.model.Member;
import com.google.api.services.directory.model.User;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Google's own client signs in to the stand-in with the same key file and finds the same users, groups and members in it:
 * what bwdc is tested with is what Google's programs take for Google.
 */
class SdkTest {
    @TempDir
    private Path folder;

    private final GoogleTenant tenant = GoogleTenant.start(GoogleDirectoryTest.company(), Options.USUAL.withPages(2));

    @BeforeEach
    void moreThanGroupsOfUsers() {
        tenant.company().addGroup("everybody");
        tenant.company().addEverybodyTo("everybody");
        tenant.company().leave("cid");
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void findsTheSameUsers() throws Exception {
        var directory = directory(List.of(DirectoryScopes.ADMIN_DIRECTORY_USER_READONLY));
        var read = Google.on(tenant, folder).read();
        assertThat(users(directory, "false").stream()
                        .filter(user -> user.getEmails() != null)
                        .map(user -> user.getId() + " " + user.getPrimaryEmail() + " " + user.getSuspended()))
                .containsExactlyElementsOf(read.users().stream()
                        .filter(user -> !user.deleted())
                        .map(user -> user.externalId() + " " + user.email() + " " + user.disabled())
                        .toList());
        assertThat(users(directory, "true").stream().map(User::getId))
                .containsExactlyElementsOf(read.users().stream()
                        .filter(DirectoryUser::deleted)
                        .map(DirectoryUser::externalId)
                        .toList())
                .hasSize(1);
    }

    @Test
    void findsTheSameGroupsAndMembers() throws Exception {
        var directory = directory(List.of(
                DirectoryScopes.ADMIN_DIRECTORY_GROUP_READONLY, DirectoryScopes.ADMIN_DIRECTORY_GROUP_MEMBER_READONLY));
        Map<String, List<String>> found = new TreeMap<>();
        for (var group : groups(directory)) {
            found.put(
                    group.getName(),
                    members(directory, group.getId()).stream()
                            .filter(member -> member.getStatus().equals("ACTIVE"))
                            .map(member -> member.getType() + " " + member.getId())
                            .toList());
        }
        var read = Google.on(tenant, folder).read();
        assertThat(found.remove("everybody"))
                .containsExactly("CUSTOMER " + tenant.company().customer());
        assertThat(found).isEqualTo(members(read));
    }

    private static Map<String, List<String>> members(DirectorySnapshot read) {
        Map<String, List<String>> members = new TreeMap<>();
        for (DirectoryGroup group : read.groups()) {
            if (!group.name().equals("everybody")) {
                List<String> all = new ArrayList<>();
                group.members().forEach(id -> all.add("USER " + id));
                group.groups().forEach(id -> all.add("GROUP " + id));
                members.put(group.name(), all);
            }
        }
        return members;
    }

    @Test
    void isRefusedLikeAnybodyElse() throws Exception {
        var writing = directory(List.of(DirectoryScopes.ADMIN_DIRECTORY_USER));
        assertThatThrownBy(() -> users(writing, "false")).hasStackTraceContaining("401 Unauthorized");
        var usersOnly = directory(List.of(DirectoryScopes.ADMIN_DIRECTORY_USER_READONLY));
        assertThatThrownBy(() -> groups(usersOnly))
                .isInstanceOfSatisfying(GoogleJsonResponseException.class, refusal -> {
                    assertThat(refusal.getStatusCode()).isEqualTo(403);
                    assertThat(refusal.getDetails().getErrors().getFirst().getReason())
                            .isEqualTo("insufficientPermissions");
                });
    }

    private Directory directory(List<String> scopes) throws IOException, GeneralSecurityException {
        var transport = transport();
        var credentials = ServiceAccountCredentials.fromStream(
                        new ByteArrayInputStream(tenant.account().keyFile().getBytes(StandardCharsets.UTF_8)),
                        () -> transport)
                .toBuilder()
                .setTokenServerUri(java.net.URI.create(tenant.url() + "/token"))
                .setServiceAccountUser(tenant.account().adminUser())
                .setScopes(scopes)
                .build();
        return new Directory.Builder(
                        transport, GsonFactory.getDefaultInstance(), new HttpCredentialsAdapter((GoogleCredentials)
                                credentials))
                .setRootUrl(tenant.url() + "/")
                .setApplicationName("test")
                .build();
    }

    private HttpTransport transport() throws IOException, GeneralSecurityException {
        try (InputStream pem =
                new ByteArrayInputStream(tenant.certificate().orElseThrow().getBytes(StandardCharsets.UTF_8))) {
            return new NetHttpTransport.Builder()
                    .trustCertificatesFromStream(pem)
                    .build();
        }
    }

    private List<User> users(Directory directory, String deleted) throws IOException {
        List<User> all = new ArrayList<>();
        var request = directory.users().list().setCustomer("my_customer").setShowDeleted(deleted);
        do {
            var page = request.execute();
            all.addAll(page.getUsers() == null ? List.of() : page.getUsers());
            request.setPageToken(page.getNextPageToken());
        } while (request.getPageToken() != null);
        return all;
    }

    private static List<Group> groups(Directory directory) throws IOException {
        List<Group> all = new ArrayList<>();
        var request = directory.groups().list().setCustomer("my_customer");
        do {
            var page = request.execute();
            all.addAll(page.getGroups() == null ? List.of() : page.getGroups());
            request.setPageToken(page.getNextPageToken());
        } while (request.getPageToken() != null);
        return all;
    }

    private static List<Member> members(Directory directory, String group) throws IOException {
        List<Member> all = new ArrayList<>();
        var request = directory.members().list(group);
        do {
            var page = request.execute();
            all.addAll(page.getMembers() == null ? List.of() : page.getMembers());
            request.setPageToken(page.getNextPageToken());
        } while (request.getPageToken() != null);
        return all;
    }
}
