package bwdc.testkit;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real 389 Directory Server on loopback with the empty tree {@code dc=bench,dc=example}. Setting one up takes some ten
 * seconds, so all tests of a JVM share it; it ends with the JVM.
 */
public final class Ds389 {
    public static final String ROOT = "dc=bench,dc=example";
    public static final String ADMIN = "cn=Directory Manager";
    public static final String PASSWORD = "Secret123";

    private static final String PLUGINS = "/usr/lib/x86_64-linux-gnu/dirsrv/plugins";

    private static @Nullable Ds389 shared;

    private final Path folder;
    private final int port;

    private Ds389() throws IOException {
        folder = Files.createTempDirectory("ds389-");
        port = ServerProcess.freePort();
        setUp();
        edit();
        ServerProcess.start(
                program(), folder.resolve("ns-slapd.log"), () -> connect().close(), () -> Folders.delete(folder));
    }

    /** The server of this JVM, or skips the test where it is not installed or cannot be started. */
    public static synchronized Ds389 shared() {
        for (var program : List.of("/usr/sbin/ns-slapd", "/usr/sbin/dscreate")) {
            Assumptions.assumeTrue(
                    Files.isExecutable(Path.of(program)), "the Debian package 389-ds-base is not installed");
        }
        Assumptions.assumeTrue(Files.isDirectory(Path.of(PLUGINS)), "389-ds-base is not where Debian has it on x86-64");
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can start 389-ds-base here");
        Assumptions.assumeTrue(
                ownNetworks(), "389-ds-base is set up in a network namespace, which is not allowed here");
        var started = shared;
        if (started == null) {
            try {
                started = new Ds389();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            shared = started;
        }
        return started;
    }

    private static boolean ownNetworks() {
        try {
            return new ProcessBuilder("unshare", "-n", "true").start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /**
     * A private root, as {@code dscreate ds-root} makes it, with Debian's own folders put right. The new instance listens
     * on every address until it is configured, so that happens in a network of its own.
     */
    private void setUp() throws IOException {
        Files.writeString(folder.resolve("bench.inf"), """
                [general]
                config_version = 2
                full_machine_name = localhost
                selinux = False
                start = False
                strict_host_checking = False
                systemd = False
                [slapd]
                instance_name = bench
                port = %d
                root_password = %s
                self_sign_cert = False
                user = dirsrv
                group = dirsrv
                [backend-userroot]
                suffix = %s
                create_suffix_entry = False
                sample_entries = no
                """.formatted(port, PASSWORD, ROOT));
        sh("""
                set -eu
                cd "$1"
                chmod 755 .
                install -d -o dirsrv -g dirsrv home home/bin
                as_dirsrv="runuser -u dirsrv -- env HOME=$1/home PATH=$1/home/bin:/usr/sbin:/usr/bin:/sbin:/bin"
                $as_dirsrv dscreate ds-root "$1/home/root" "$1/home/bin"
                sed -i -e "s#^plugin_dir = .*#plugin_dir = $2#" -e "s#^lib_dir = .*#lib_dir = $(dirname "$(dirname "$2")")#" \\
                    home/root/share/dirsrv/inf/defaults.inf
                unshare -n sh -c "ip link set lo up; exec $as_dirsrv $1/home/bin/dscreate from-file $1/bench.inf"
                mkdir -p home/root/dev/shm
                install -d -o dirsrv -g dirsrv home/root/run/dirsrv home/root/run/lock/dirsrv
                """);
    }

    private void sh(String script) {
        Tools.run(new ProcessBuilder("sh", "-c", script, "sh", folder.toString(), PLUGINS));
    }

    private Path root() {
        return folder.resolve("home/root");
    }

    private Path configuration() {
        return root().resolve("etc/dirsrv/slapd-bench");
    }

    /** What can only be set while it does not run: loopback, and the plug-ins that keep memberOf and tell of changes. */
    private void edit() throws IOException {
        var file = configuration().resolve("dse.ldif");
        var text = Files.readString(file);
        text = with(text, "cn=config", "nsslapd-listenhost: 127.0.0.1", "nsslapd-securelistenhost: 127.0.0.1");
        text = with(
                text,
                "cn=MemberOf Plugin,cn=plugins,cn=config",
                "nsslapd-pluginEnabled: on",
                "memberofgroupattr: member",
                "memberofattr: memberOf",
                "memberofautoaddoc: nsMemberOf");
        text = with(text, "cn=referential integrity postoperation,cn=plugins,cn=config", "nsslapd-pluginEnabled: on");
        text = with(
                text,
                "cn=Retro Changelog Plugin,cn=plugins,cn=config",
                "nsslapd-pluginEnabled: on",
                "nsslapd-attribute: nsuniqueid:targetUniqueId");
        text = with(text, "cn=Content Synchronization,cn=plugins,cn=config", "nsslapd-pluginEnabled: on");
        Files.writeString(file, text);
    }

    private static String with(String ldif, String dn, String... lines) {
        var blocks = ldif.split("\n\n", -1);
        for (int i = 0; i < blocks.length; i++) {
            if (blocks[i].lines().findFirst().orElse("").equalsIgnoreCase("dn: " + dn)) {
                for (var line : lines) {
                    var name = line.substring(0, line.indexOf(':'));
                    blocks[i] =
                            blocks[i].replaceAll("(?mi)^" + name + ":.*\n?", "").stripTrailing() + "\n" + line;
                }
                return String.join("\n\n", blocks);
            }
        }
        throw new IllegalStateException("dse.ldif has no " + dn);
    }

    private ProcessBuilder program() {
        return new ProcessBuilder(
                "setpriv",
                "--reuid",
                "dirsrv",
                "--regid",
                "dirsrv",
                "--init-groups",
                "env",
                "-i",
                "PATH=/usr/sbin:/usr/bin",
                "PREFIX=" + root(),
                "/usr/sbin/ns-slapd",
                "-D",
                configuration().toString(),
                "-i",
                root().resolve("run/dirsrv/slapd-bench.pid").toString(),
                "-d",
                "0");
    }

    private LDAPConnection connect() throws LDAPException {
        return new LDAPConnection("127.0.0.1", port, ADMIN, PASSWORD);
    }

    /** Carries out LDIF change records; an entry as it stands is added. */
    public void change(String ldif) {
        Ldif.apply(this::connect, ldif);
    }

    /** Takes everything out of the tree, for the next test. */
    public void empty() {
        try (var connection = connect()) {
            var found = connection.search(ROOT, SearchScope.SUB, "(|(objectClass=*)(objectClass=ldapSubEntry))", "1.1");
            var dns = found.getSearchEntries().stream()
                    .map(entry -> entry.getDN())
                    .sorted(Comparator.comparingInt(dn -> -dn.length()))
                    .toList();
            for (var dn : dns) {
                connection.delete(dn);
            }
        } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                throw new IllegalStateException(e);
            }
        }
    }
}
