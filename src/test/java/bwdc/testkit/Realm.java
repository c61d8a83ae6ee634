package bwdc.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A Kerberos realm as its clients know it.
 *
 * @param configuration their krb5.conf
 * @param environment variables for the programs of the realm
 */
record Realm(Path configuration, Map<String, String> environment) {
    /**
     * Writes down where the realm's server is.
     *
     * @param server its address and port
     */
    static Realm of(String name, String server, Path folder, Map<String, String> environment) throws IOException {
        var configuration = Files.writeString(
                folder.resolve("krb5.conf"), """
                [libdefaults]
                 default_realm = NAME
                 dns_lookup_kdc = false
                 dns_lookup_realm = false
                 dns_canonicalize_hostname = false
                 rdns = false
                 kdc_timeout = 3000
                 max_retries = 1
                [realms]
                 NAME = {
                  kdc = SERVER
                 }
                """.replace("NAME", name).replace("SERVER", server));
        return new Realm(configuration, environment);
    }

    /** A program that knows the realm. */
    ProcessBuilder program(String... command) {
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("KRB5_CONFIG", configuration.toString());
        return builder;
    }

    /** Signs in with MIT's {@code kinit} and gives the file with the tickets. */
    Path tickets(String principal, Path keytab, String life) {
        var file = keytab.resolveSibling("tickets-" + principal);
        Tools.run(
                program("/usr/bin/kinit", "-l", life, "-k", "-t", keytab.toString(), "-c", "FILE:" + file, principal));
        return file;
    }
}
