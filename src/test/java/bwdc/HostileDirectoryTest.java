package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.Samples;
import bwdc.demo.sample.SampleCompany;
import bwdc.demo.sample.SampleDirectory;
import bwdc.directory.Cursor;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.ReadRequest;
import bwdc.directory.Surroundings;
import bwdc.http.Trust;
import bwdc.json.Json;
import bwdc.settings.DataFile;
import bwdc.settings.PlaintextSecrets;
import bwdc.settings.Settings;
import bwdc.settings.Spelling;
import bwdc.testkit.HostileText;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Names that break careless quoting pass through every directory in the cloud as they are. */
class HostileDirectoryTest {
    private static final int SEEDS = 2;
    private static final int PEOPLE = 40;
    private static final int GROUPS = 25;
    private static final List<String> ODD = List.of(
            "", "\n", "\r\n", "\u0000", "\u001b[31m", "\ud83d\ude00", "\ud800", "\udc00x", "\u202e", "x".repeat(300));

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyKind() {
        return Samples.words().stream()
                .filter(word -> !word.equals("ldap"))
                .flatMap(word -> IntStream.range(0, SEEDS)
                        .mapToObj(seed -> DynamicTest.dynamicTest(word + " " + seed, () -> passes(word, seed))));
    }

    private void passes(String word, int seed) throws IOException {
        var company = company(seed);
        try (var directory = Samples.named(word).orElseThrow().apply(company)) {
            var read = read(directory);
            assertThat(mails(read)).isEqualTo(mails(company));
            var members = members(read);
            assertThat(members.keySet())
                    .containsExactlyInAnyOrderElementsOf(members(company).keySet());
            members(company)
                    .forEach((group, mails) ->
                            assertThat(members.get(group)).as(group).isEqualTo(mails));
        }
    }

    private static SampleCompany company(int seed) {
        var hostile = new HostileText(seed);
        var random = new Random(seed);
        List<SampleCompany.Person> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            var name = "N" + hostile.next() + ODD.get(random.nextInt(ODD.size())) + i;
            // An address with a # is none to the reference in Entra ID, where guests have it in their names.
            var mail = "p" + i
                    + List.of("", "'", "+a", "%2f", "&b=c", "/..", "$", "ä").get(random.nextInt(8));
            people.add(new SampleCompany.Person(
                    "p" + i, name, i % 9 == 8 ? null : mail + "@Bench.example", i % 7 == 6, hostile.next()));
        }
        List<SampleCompany.Group> groups = new ArrayList<>();
        for (int i = 0; i < GROUPS; i++) {
            // Google's groups have addresses, which have one @.
            var name = "G" + hostile.without("@") + ODD.get(random.nextInt(ODD.size())) + i;
            var members = people.stream()
                    // Google does not tell the memberships of suspended users as such.
                    .filter(person -> !person.disabled() && random.nextInt(4) == 0)
                    .map(SampleCompany.Person::login)
                    .toList();
            groups.add(new SampleCompany.Group(name, members, List.of()));
        }
        return new SampleCompany(people, groups);
    }

    private DirectorySnapshot read(SampleDirectory directory) throws IOException {
        var home = Files.createTempDirectory(folder, "home");
        var data = directory.data().put("stateVersion", 8L);
        data.object("sync").orElseThrow().put("users", true).put("groups", true);
        Files.writeString(home.resolve("data.json"), Json.pretty(data));
        var authority = Files.writeString(
                home.resolve("ca.pem"), directory.certificate().orElseThrow());
        var host = new TestHost().with("SSL_CERT_FILE", authority.toString()).host();
        var file = DataFile.open(home, host);
        var settings = new Settings(file, host, new PlaintextSecrets(file));
        var type = settings.directoryType().orElseThrow();
        var opener = Catalog.SOURCES.stream()
                .filter(each -> each.type() == type)
                .findFirst()
                .orElseThrow()
                .opener();
        try (var source = opener.open(settings, new Surroundings(host, new Trust(host), line -> {}, line -> {}))) {
            return source.read(
                    new ReadRequest(true, false, Optional.empty(), Optional.empty(), Cursor.NONE, entries -> {}));
        }
    }

    /** Whoever has an address of their own; some directories make one for the others. */
    private static Set<String> mails(DirectorySnapshot read) {
        Set<String> mails = new TreeSet<>();
        read.users().forEach(user -> mails.add(String.valueOf(user.email())));
        mails.removeIf(mail -> !mail.endsWith("@bench.example"));
        return mails;
    }

    private static Set<String> mails(SampleCompany company) {
        Set<String> mails = new TreeSet<>();
        company.people()
                .forEach(person ->
                        Optional.ofNullable(person.mail()).ifPresent(mail -> mails.add(Spelling.normal(mail))));
        return mails;
    }

    private static Map<String, Set<String>> members(DirectorySnapshot read) {
        Map<String, String> mailOf = new HashMap<>();
        read.users().forEach(user -> mailOf.put(user.externalId(), String.valueOf(user.email())));
        Map<String, Set<String>> members = new TreeMap<>();
        read.groups().forEach(group -> {
            Set<String> mails = new TreeSet<>();
            group.members().forEach(id -> mails.add(mailOf.getOrDefault(id, "")));
            mails.removeIf(mail -> !mail.endsWith("@bench.example"));
            members.put(group.name(), mails);
        });
        return members;
    }

    private static Map<String, Set<String>> members(SampleCompany company) {
        Map<String, Set<String>> members = new TreeMap<>();
        company.groups().forEach(group -> {
            Set<String> mails = new TreeSet<>();
            group.people()
                    .forEach(login -> company.person(login)
                            .map(SampleCompany.Person::mail)
                            .ifPresent(mail -> mails.add(Spelling.normal(mail))));
            members.put(group.name(), mails);
        });
        return members;
    }
}
