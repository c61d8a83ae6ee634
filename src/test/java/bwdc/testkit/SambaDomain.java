package bwdc.testkit;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Active Directory domain controller (Samba) on a loopback address of its own, because its ports cannot be
 * chosen: 389, 636, 3268 and 3269. It is provisioned and filled once per JVM; each domain is a copy of that. It ends with
 * the test, or with the JVM: Samba ends when its standard input does.
 */
public final class SambaDomain implements AutoCloseable {
    public static final String ROOT = "DC=corp,DC=example,DC=test";
    public static final String REALM = "CORP.EXAMPLE.TEST";
    public static final String ADMIN = "administrator@corp.example.test";
    /** Of the administrator and of every account in {@code OU=Service}. */
    public static final String PASSWORD = "Passw0rd!Lab";

    /** Somebody of another domain. */
    public static final String FOREIGN = "S-1-5-21-1111111111-222222222-333333333-1104";

    private static final Path SAMBA = Path.of("/usr/sbin/samba");
    private static final Path TOOL = Path.of("/usr/bin/samba-tool");
    private static final Path LDBADD = Path.of("/usr/bin/ldbadd");
    private static final String LDBMODIFY = "/usr/bin/ldbmodify";
    private static final String RECYCLE_BIN = "766ddcd8-acd0-445e-f3b9-a7f9b6744f2a";

    private static @Nullable Path template;
    private static @Nullable SambaDomain shared;

    private final Path folder;
    private final String address;
    private final Certificates certificates;
    private final ServerProcess process;

    private SambaDomain(Path folder, String address) throws IOException {
        this.folder = folder;
        this.address = address;
        var tls = Files.createDirectories(folder.resolve("private/tls"));
        certificates = Certificates.in(
                Files.createDirectory(folder.resolve("pki")), "DNS:dc1.corp.example.test,IP:" + address, 30);
        Files.copy(certificates.authority(), tls.resolve("ca.pem"));
        Files.copy(certificates.certificate(), tls.resolve("cert.pem"));
        Files.copy(certificates.key(), tls.resolve("key.pem"));
        Files.setPosixFilePermissions(
                tls.resolve("key.pem"), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        process = ServerProcess.start(
                program(), folder.resolve("log/samba.out"), this::knock, () -> Folders.delete(folder));
    }

    /** The domain that tests share which only look at it: with the recycle bin, and somebody deleted before and after. */
    public static synchronized SambaDomain shared() {
        var domain = shared;
        if (domain == null) {
            domain = start();
            domain.delete(dn("Gone Before", "People"));
            domain.enableRecycleBin();
            domain.delete(dn("Gone After", "People"));
            shared = domain;
        }
        return domain;
    }

    /** A domain of the test's own, without a recycle bin. Skips the test where Samba cannot run. */
    public static SambaDomain start() {
        return start("server services = ldap");
    }

    /** A domain that signs in by Kerberos, too, on port 88 of its address. */
    public static SambaDomain startWithKerberos() {
        Tools.need("kinit");
        return start("server services = ldap, kdc");
    }

    /** A domain that takes passwords in clear on port 389, for those who want to look at the conversation. */
    public static SambaDomain startInClear() {
        return start("server services = ldap", "ldap server require strong auth = no");
    }

    private static synchronized SambaDomain start(String... options) {
        Assumptions.assumeTrue(
                Files.isExecutable(SAMBA) && Files.isExecutable(TOOL) && Files.isExecutable(LDBADD),
                "the Debian packages samba, samba-ad-provision, samba-dsdb-modules, samba-vfs-modules and ldb-tools are not installed");
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "only root may start a domain controller on port 389");
        try {
            var made = template;
            if (made == null) {
                var provisioned = provision(Files.createTempDirectory("samba-"));
                made = provisioned;
                template = made;
                Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(provisioned)));
            }
            var folder = Files.createTempDirectory("samba-");
            var address = freeAddress();
            run(List.of("cp", "-a", made + "/.", folder.toString()));
            var conf = conf(folder);
            Files.writeString(
                    conf,
                    Files.readString(conf)
                            .replace(made.toString(), folder.toString())
                            .replace("127.0.0.1/8", address + "/8")
                            .replace("server services = ldap", String.join("\n\t", options)));
            return new SambaDomain(folder, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name or address for {@code ldap.hostname}. */
    public String host() {
        return address;
    }

    /** PEM file of the authority that signed the server's certificate. */
    public Path authority() {
        return certificates.authority();
    }

    /** The DN of somebody or something by name and organizational unit, as the server writes it. */
    public static String dn(String name, String unit) {
        return SambaSeed.escaped(name, unit);
    }

    private static Path conf(Path folder) {
        return folder.resolve("etc/smb.conf");
    }

    private static Path provision(Path folder) throws IOException {
        for (var each : List.of("etc", "run/ncalrpc", "run/winbindd", "log")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.createFile(conf(folder));
        run(List.of(
                TOOL.toString(),
                "domain",
                "provision",
                "--quiet",
                "--configfile=" + conf(folder),
                "--targetdir=" + folder,
                "--realm=" + REALM,
                "--domain=CORP",
                "--server-role=dc",
                "--host-name=dc1",
                "--host-ip=127.0.0.1",
                "--dns-backend=NONE",
                "--adminpass=" + PASSWORD,
                "--option=interfaces=127.0.0.1/8",
                "--option=bind interfaces only=yes",
                "--option=pid directory=" + folder.resolve("run"),
                "--option=ncalrpc dir=" + folder.resolve("run/ncalrpc"),
                "--option=winbindd socket directory=" + folder.resolve("run/winbindd"),
                "--option=log file=" + folder.resolve("log/log.%m"),
                "--option=server services=ldap"));
        var seed = Files.writeString(folder.resolve("seed.ldif"), SambaSeed.ldif());
        var changes = Files.writeString(folder.resolve("changes.ldif"), SambaSeed.changes());
        run(with(List.of(LDBADD.toString(), "-o", "batch_mode:1"), database(folder), seed));
        run(with(List.of(LDBMODIFY), database(folder), changes));
        return folder;
    }

    private static List<String> database(Path folder) {
        return List.of(
                "--configfile=" + conf(folder),
                "-H",
                folder.resolve("private/sam.ldb").toString());
    }

    private static List<String> with(List<String> program, List<String> database, Path ldif) {
        var all = new ArrayList<>(program);
        all.addAll(database);
        all.add(ldif.toString());
        return all;
    }

    private static String run(List<String> command) {
        var builder = new ProcessBuilder(command);
        // Nothing here has to survive a power cut.
        builder.environment().put("TDB_NO_FSYNC", "1");
        var printed = Tools.run(builder);
        // ldbadd is content with what it could add.
        if (printed.contains("ERR:")) {
            throw new IllegalStateException(command + ": " + printed);
        }
        return printed;
    }

    private static String freeAddress() throws IOException {
        var random = ThreadLocalRandom.current();
        for (int attempt = 0; attempt < 20; attempt++) {
            var address = "127." + random.nextInt(1, 255) + "." + random.nextInt(1, 255) + "." + random.nextInt(1, 255);
            try (var _ = new ServerSocket(389, 1, InetAddress.getByName(address));
                    var _ = new ServerSocket(636, 1, InetAddress.getByName(address))) {
                return address;
            } catch (java.net.BindException e) {
                // Somebody listens there: another address.
            }
        }
        throw new IOException("no loopback address has its ports 389 and 636 free");
    }

    private ProcessBuilder program() {
        var conf = conf(folder).toString();
        var builder = new ProcessBuilder(
                SAMBA.toString(), "-i", "--no-process-group", "-M", "single", "-s", conf, "--debug-stdout");
        builder.environment().put("TDB_NO_FSYNC", "1");
        return builder;
    }

    private void knock() throws LDAPException {
        try (var plain = new LDAPConnection(address, 389);
                var _ = new LDAPConnection(trusting(), address, 636)) {
            plain.getRootDSE();
        }
    }

    private static javax.net.SocketFactory trusting() {
        try {
            return new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed in as the administrator. */
    public LDAPConnection connect() throws LDAPException {
        return new LDAPConnection(trusting(), address, 636, ADMIN, PASSWORD);
    }

    /** Carries out LDIF change records as the administrator. */
    public void change(String ldif) {
        Ldif.apply(this::connect, ldif);
    }

    public void delete(String dn) {
        try (var connection = connect()) {
            connection.delete(dn);
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a file with the key of an account, for sign-in by Kerberos. */
    public Path keytab(String account) {
        var file = folder.resolve(account + ".keytab");
        run(List.of(
                TOOL.toString(),
                "domain",
                "exportkeytab",
                file.toString(),
                "--principal=" + account,
                "--configfile=" + conf(folder)));
        return file;
    }

    /** The Kerberos realm of the domain, for clients of this address: it knows the server by it. */
    public Path kerberos() {
        change("""
                dn: CN=DC1,OU=Domain Controllers,%s
                changetype: modify
                add: servicePrincipalName
                servicePrincipalName: ldap/%s
                """.formatted(ROOT, address));
        return realm().configuration();
    }

    /** Signs in with MIT's {@code kinit} and gives the file with the tickets. */
    public Path tickets(String principal, Path keytab) {
        return realm().tickets(principal, keytab, "1h");
    }

    private Realm realm() {
        try {
            return Realm.of(REALM, address, folder, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on what is deleted keeps its attributes. There is no way back. */
    public void enableRecycleBin() {
        try {
            var ldif = Files.writeString(folder.resolve("recycle-bin.ldif"), """
                    dn:
                    changetype: modify
                    add: enableOptionalFeature
                    enableOptionalFeature: CN=Partitions,CN=Configuration,%s:%s
                    """.formatted(ROOT, RECYCLE_BIN));
            // Over LDAP Samba allows it to nobody.
            run(with(List.of(LDBMODIFY), database(folder), ldif));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets an account see deleted objects, as {@code dsacls "CN=Deleted Objects,…" /g ACCOUNT:LCRP} does. */
    public void grantDeletedObjects(String account) {
        var container = "CN=Deleted Objects," + ROOT;
        var list = "--controls=show_deleted:1,sd_flags:1:4";
        var sid = value("objectSid", "-b", ROOT, "(sAMAccountName=" + account + ")");
        var rights = value("nTSecurityDescriptor", "-b", container, "-s", "base", list);
        try {
            var ldif = Files.writeString(folder.resolve("grant.ldif"), """
                    dn: %s
                    changetype: modify
                    replace: nTSecurityDescriptor
                    nTSecurityDescriptor: %s(A;CI;LCRPLO;;;%s)
                    """.formatted(container, rights, sid));
            run(with(List.of(LDBMODIFY, list), database(folder), ldif));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A value in the words of Samba's own tools, which write identifiers and lists of rights as text. */
    private String value(String attribute, String... search) {
        var command = new ArrayList<>(List.of("/usr/bin/ldbsearch"));
        command.addAll(database(folder));
        command.addAll(List.of(search));
        command.add(attribute);
        var found = Pattern.compile(attribute + ": (\\S+)").matcher(run(command).replace("\n ", ""));
        if (found.find()) {
            return found.group(1);
        }
        throw new IllegalStateException("no " + attribute);
    }

    @Override
    public void close() {
        process.close();
    }
}
