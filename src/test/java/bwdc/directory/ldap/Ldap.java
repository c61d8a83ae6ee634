package bwdc.directory.ldap;

import bwdc.directory.Cursor;
import bwdc.directory.Diagnosis;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectorySourceContract;
import bwdc.directory.Inquiry;
import bwdc.directory.ReadRequest;
import bwdc.http.Trust;
import bwdc.settings.DataFile;
import bwdc.settings.PlaintextSecrets;
import bwdc.settings.Settings;
import bwdc.testkit.SambaDomain;
import bwdc.testkit.Slapd;
import bwdc.testkit.TestHost;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a directory with settings given as BWDC_ variables, and tells what was found in a few words. */
final class Ldap implements DirectorySourceContract.Subject {
    static final String UNITS = """
            dn: ou=people,dc=bench,dc=example
            objectClass: organizationalUnit
            ou: people

            dn: ou=groups,dc=bench,dc=example
            objectClass: organizationalUnit
            ou: groups
            """;
    static final String BASE = """
            dn: dc=bench,dc=example
            objectClass: top
            objectClass: dcObject
            objectClass: organization
            o: Bench
            dc: bench

            """ + UNITS;

    private final Map<String, String> variables = new HashMap<>();
    private final List<String> debug = new ArrayList<>();
    private Clock clock = Clock.systemUTC();
    private Duration answerLimit = Duration.ofSeconds(30);

    Ldap() {
        with("ldap.hostname", "127.0.0.1");
        with("ldap.rootPath", "dc=bench,dc=example");
        with("ldap.username", Slapd.ADMIN);
        with("ldap.password", "admin");
        with("ldap.ad", "false");
        with("sync.users", "true");
        with("sync.groups", "true");
        with("sync.userPath", "ou=people");
        with("sync.groupPath", "ou=groups");
        with("sync.userObjectClass", "inetOrgPerson");
        with("sync.groupObjectClass", "groupOfNames");
        with("sync.userEmailAttribute", "mail");
        with("sync.groupNameAttribute", "cn");
        with("sync.memberAttribute", "member");
    }

    static Ldap on(int port) {
        return new Ldap().with("ldap.port", Integer.toString(port));
    }

    /** Only what an administrator has to set for Active Directory: attribute names are known. */
    static Ldap activeDirectory(SambaDomain domain) {
        var ldap = new Ldap()
                .with("ldap.ad", "true")
                .with("ldap.hostname", domain.host())
                .with("ldap.port", "636")
                .with("ldap.ssl", "true")
                .with("ldap.sslCaPath", domain.authority().toString())
                .with("ldap.rootPath", "dc=corp,dc=example,dc=test")
                .with("ldap.username", SambaDomain.ADMIN)
                .with("ldap.password", SambaDomain.PASSWORD)
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

    static String user(String uid, String... lines) {
        return entry(
                "uid=" + uid + ",ou=people,dc=bench,dc=example",
                "objectClass: inetOrgPerson",
                "uid: " + uid,
                "cn: " + uid,
                "sn: " + uid,
                "mail: " + uid + "@bench.example",
                String.join("\n", lines));
    }

    static String group(String cn, String... members) {
        var lines = new ArrayList<>(List.of("objectClass: groupOfNames", "cn: " + cn));
        for (var member : members) {
            lines.add("member: " + member);
        }
        return entry("cn=" + cn + ",ou=groups,dc=bench,dc=example", lines.toArray(String[]::new));
    }

    static String entry(String dn, String... lines) {
        return "\ndn: " + dn + "\n" + String.join("\n", lines).strip() + "\n";
    }

    static String person(String uid) {
        return "uid=" + uid + ",ou=people,dc=bench,dc=example";
    }

    @Override
    public Ldap with(String setting, String value) {
        var name = new StringBuilder("BWDC_");
        for (var c : setting.replace('.', '_').split("(?=[A-Z])", -1)) {
            name.append(name.charAt(name.length() - 1) == '_' ? "" : "_").append(c.toUpperCase(java.util.Locale.ROOT));
        }
        variables.put(name.toString(), value);
        return this;
    }

    Ldap at(Instant time) {
        clock = Clock.fixed(time, ZoneOffset.UTC);
        return this;
    }

    Ldap answerLimit(Duration limit) {
        answerLimit = limit;
        return this;
    }

    List<String> debug() {
        return debug;
    }

    @Override
    public DirectorySnapshot readAll() {
        return read(new ReadRequest(true, true, Optional.empty(), Optional.empty(), Cursor.NONE, entries -> {}));
    }

    /** As the next run after one that started at a time and left a cursor. */
    DirectorySnapshot readSince(Instant time, Cursor cursor) {
        return read(new ReadRequest(false, false, Optional.of(time), Optional.of(time), cursor, entries -> {}));
    }

    DirectorySnapshot read(ReadRequest request) {
        return with(directory -> directory.read(request));
    }

    Diagnosis diagnose() {
        return with(LdapDirectory::diagnose);
    }

    private <T> T with(Function<LdapDirectory, T> use) {
        try (var directory = open()) {
            return use.apply(directory);
        }
    }

    /** For questions about single entries; to be closed by its user. */
    Inquiry inquiry() {
        return open().inquiry();
    }

    private LdapDirectory open() {
        var settings = settings();
        return new LdapDirectory(LdapSettings.of(settings), settings.sync(), trust(), clock, answerLimit, debug::add);
    }

    Settings settings() {
        var host = new TestHost().with(variables).host();
        var data = DataFile.open(Path.of("/nonexistent"), host);
        return new Settings(data, host, new PlaintextSecrets(data));
    }

    Trust trust() {
        return new Trust(new TestHost().with(variables).host());
    }

    /** A variable that is no setting. */
    Ldap environment(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    static List<String> mails(DirectorySnapshot snapshot) {
        return snapshot.users().stream()
                .map(user -> String.valueOf(user.email()))
                .toList();
    }

    /** {@code name: members > groups}. */
    static List<String> groups(DirectorySnapshot snapshot) {
        return snapshot.groups().stream()
                .map(group -> group.name() + ": " + String.join(" ", shorter(group.members()))
                        + (group.groups().isEmpty() ? "" : " > " + String.join(" ", shorter(group.groups()))))
                .toList();
    }

    private static List<String> shorter(List<String> dns) {
        return dns.stream()
                .map(dn ->
                        dn.replace(",ou=people,dc=bench,dc=example", "").replace(",ou=groups,dc=bench,dc=example", ""))
                .toList();
    }
}
