package bwdc.directory.ldap;

import bwdc.secret.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an LDAP directory is and how to sign in to it: the {@code directoryLdap} block of data.json.
 *
 * @param host name or address, without brackets
 * @param rootPath the tree's root, {@code dc=example,dc=org}
 * @param caFile PEM file that replaces the machine's trust store
 * @param certificateFile client certificate (PEM) for ldaps
 * @param keyFile its unencrypted key (PEM)
 * @param activeDirectory whether the server is Active Directory
 */
public record LdapSettings(
        String host,
        int port,
        Encryption encryption,
        boolean verifyCertificate,
        Optional<Path> caFile,
        Optional<Path> certificateFile,
        Optional<Path> keyFile,
        Optional<String> rootPath,
        String username,
        Secret password,
        boolean activeDirectory,
        boolean paged) {

    /** How the connection is protected. */
    public enum Encryption {
        NONE,
        LDAPS,
        START_TLS
    }
}
