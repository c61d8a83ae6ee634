package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.directory.DirectorySnapshot;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.sync.Company;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is special about Active Directory, with entries recorded from a Samba domain. */
class ActiveDirectoryTest {
    private static final Path RECORDING = Path.of("src/test/resources/reference/active-directory");
    private static final String ROOT = "DC=corp,DC=example,DC=test";

    private static FakeDirectory domain() {
        var directory = new FakeDirectory(ROOT);
        directory.add("dn: " + ROOT + "\nobjectClass: domain\ndc: corp");
        for (var file : List.of("people.ldif", "groups.ldif")) {
            directory.add(RECORDING.resolve(file));
        }
        return directory;
    }

    /** Only what an administrator has to set for Active Directory: attribute names are known. */
    private static Ldap on(FakeDirectory directory) {
        var ldap = Ldap.on(directory.port())
                .with("ldap.ad", "true")
                .with("ldap.rootPath", "dc=corp,dc=example,dc=test")
                .with("ldap.username", "cn=admin," + ROOT)
                .with("sync.userPath", "OU=People")
                .with("sync.groupPath", "OU=Groups");
        for (var name : List.of(
                "sync.userObjectClass",
                "sync.groupObjectClass",
                "sync.userEmailAttribute",
                "sync.groupNameAttribute",
                "sync.memberAttribute")) {
            ldap.with(name, "");
        }
        return ldap;
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "starttls", "prefix-suffix"})
    void sendsWhatTheReferenceSent(String name) throws IOException {
        try (var directory = domain()) {
            var ldap = on(directory);
            if (name.equals("prefix-suffix")) {
                ldap.with("sync.useEmailPrefixSuffix", "true").with("sync.emailSuffix", "@suffix.example");
            }
            var recorded = (JsonObject) Objects.requireNonNull(
                    Json.parse(Files.readAllBytes(RECORDING.resolve(name).resolve("import-body-1.json"))));
            var company = Company.of(ldap.readAll());
            assertThat(company.users().stream().map(user -> user.email() + " " + user.externalId()))
                    .containsExactlyInAnyOrderElementsOf(recorded.list("members").stream()
                            .map(JsonObject.class::cast)
                            .map(member -> member.text("email").orElse("") + " "
                                    + member.text("externalId").orElse(""))
                            .toList());
            Map<String, Object> groups = new TreeMap<>();
            company.groups().forEach(group -> groups.put(group.name(), new TreeSet<>(group.members())));
            Map<String, Object> expected = new TreeMap<>();
            recorded.list("groups").stream()
                    .map(JsonObject.class::cast)
                    .forEach(group -> expected.put(
                            group.text("name").orElse(""), new TreeSet<>(strings(group.list("memberExternalIds")))));
            assertThat(groups).isEqualTo(expected);
        }
    }

    private static List<String> strings(List<?> list) {
        return list.stream().map(String.class::cast).toList();
    }

    @Test
    void marksDisabledAccounts() {
        try (var directory = domain()) {
            assertThat(on(directory).readAll().users().stream()
                            .filter(user -> user.disabled())
                            .map(user -> user.email()))
                    .containsExactly("dave@corp.example.test");
        }
    }

    @Test
    void saysWhenTheAccountMayNotSeeDeletedObjects() {
        // The fake does not know the control that shows them, and refuses it as a server without that right might.
        try (var directory = domain()) {
            assertThat(on(directory).readAll().warnings())
                    .singleElement()
                    .asString()
                    .contains("deleted users were not looked for", "CN=Deleted Objects,dc=corp", "grant it the rights");
        }
    }

    @Test
    void writesGuidsAsWindowsDoes() {
        var entry = new Entry("cn=x");
        entry.addAttribute("objectGUID", Base64.getDecoder().decode("MyIRAFVEd2aImaq7zN3u/w=="));
        assertThat(Values.guid(new SearchResultEntry(entry))).contains("00112233-4455-6677-8899-aabbccddeeff");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1499, 1500, 1501, 3000, 3001, 10000})
    void missesNoMemberOfALargeGroup(int size) {
        try (var directory = new FakeDirectory("dc=bench,dc=example")) {
            directory.add(Ldap.BASE);
            var members = IntStream.range(0, size).mapToObj(i -> "m" + i).toList();
            for (var uid : members) {
                directory.add(new Entry(
                        "dn: " + Ldap.person(uid),
                        "objectClass: inetOrgPerson",
                        "uid: " + uid,
                        "mail: " + uid + "@bench.example"));
            }
            var group = new Entry("cn=large,ou=groups,dc=bench,dc=example");
            group.addAttribute("objectClass", "groupOfNames");
            group.addAttribute("cn", "large");
            if (size > 0) {
                group.addAttribute("member", members.stream().map(Ldap::person).toList());
            }
            directory.add(group);
            DirectorySnapshot snapshot = Ldap.on(directory.port()).readAll();
            assertThat(snapshot.groups().getFirst().members())
                    .containsExactlyElementsOf(
                            new ArrayList<>(members.stream().map(Ldap::person).toList()));
        } catch (com.unboundid.ldif.LDIFException e) {
            throw new AssertionError(e);
        }
    }
}
