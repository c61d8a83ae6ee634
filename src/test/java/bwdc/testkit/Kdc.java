package bwdc.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** A real Kerberos server (MIT) of the realm {@code LAB.EXAMPLE} on loopback, with its files in a folder of the test. */
public final class Kdc implements AutoCloseable {
    public static final String REALM = "LAB.EXAMPLE";

    private static final Path LIBRARIES = Path.of(
            "/usr/lib", System.getProperty("os.arch").equals("aarch64") ? "aarch64-linux-gnu" : "x86_64-linux-gnu");

    private static final Path FAKETIME = LIBRARIES.resolve("faketime/libfaketime.so.1");

    private final Path folder;
    private final Realm realm;
    private final int port;
    private final ServerProcess process;

    private Kdc(Path folder, Path database, Map<String, String> clock) throws IOException {
        this.folder = folder;
        port = ServerProcess.freePort();
        realm = Realm.of(REALM, "127.0.0.1:" + port, folder, clock);
        configure(database);
        if (database.equals(folder)) {
            run("/usr/sbin/kdb5_util", "create", "-r", REALM, "-s", "-P", "master");
        }
        process = ServerProcess.start(
                builder("/usr/sbin/krb5kdc", "-n", "-P", folder.resolve("pid").toString()),
                folder.resolve("out"),
                () -> new Socket(InetAddress.getLoopbackAddress(), port).close(),
                () -> {});
    }

    /** Starts a server without principals, or skips the test where the packages are missing. */
    public static Kdc start(Path folder) {
        need("/usr/sbin/krb5kdc", "krb5-kdc");
        need("/usr/sbin/kadmin.local", "krb5-admin-server");
        need("/usr/bin/kinit", "krb5-user");
        need(LIBRARIES + "/sasl2/libgssapiv2.so", "libsasl2-modules-gssapi-mit");
        try {
            return new Kdc(folder, folder, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void need(String file, String name) {
        Assumptions.assumeTrue(Files.exists(Path.of(file)), "the Debian package " + name + " is not installed");
    }

    /** A second server with the same principals and another time, such as {@code -2h}. */
    public Kdc withClock(String shift) {
        need(FAKETIME.toString(), "faketime");
        try {
            return new Kdc(
                    Files.createTempDirectory(folder, "clock"),
                    folder,
                    Map.of("LD_PRELOAD", FAKETIME.toString(), "FAKETIME", shift));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The krb5.conf of its clients. */
    public Path configuration() {
        return realm.configuration();
    }

    private void configure(Path database) throws IOException {
        Files.writeString(folder.resolve("kdc.conf"), """
                [kdcdefaults]
                 kdc_listen = 127.0.0.1:PORT
                 kdc_tcp_listen = 127.0.0.1:PORT
                [realms]
                 LAB.EXAMPLE = {
                  database_name = DATABASE/principal
                  key_stash_file = DATABASE/stash
                  max_life = 10h
                  default_principal_flags = +preauth
                 }
                [logging]
                 default = FILE:FOLDER/log
                """.replace("PORT", Integer.toString(port))
                .replace("DATABASE", database.toString())
                .replace("FOLDER", folder.toString()));
    }

    private ProcessBuilder builder(String... command) {
        var builder = realm.program(command);
        builder.environment().put("KRB5_KDC_PROFILE", folder.resolve("kdc.conf").toString());
        return builder;
    }

    private void run(String... command) {
        Tools.run(builder(command));
    }

    /** Carries out requests of {@code kadmin.local}. */
    public void administer(String... request) {
        List<String> command = new ArrayList<>(List.of("/usr/sbin/kadmin.local"));
        command.addAll(List.of(request));
        run(command.toArray(String[]::new));
    }

    /** Adds a principal and gives the file with its key. */
    public Path keytab(String principal) {
        administer("addprinc", "-randkey", principal);
        return newKeytab(principal);
    }

    /** Gives a principal new keys: those in earlier files are its no more. */
    public Path newKeytab(String principal) {
        try {
            var file = Files.createTempDirectory(folder, "key").resolve("keytab");
            administer("ktadd", "-k", file.toString(), principal);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signs in and gives the file with the tickets. */
    public Path tickets(String principal, Path keytab, String life) {
        return realm.tickets(principal, keytab, life);
    }

    @Override
    public void close() {
        process.close();
    }
}
