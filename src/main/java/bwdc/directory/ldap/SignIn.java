package bwdc.directory.ldap;

import bwdc.secret.Secret;
import java.nio.file.Path;
import java.util.Optional;

/** How an account shows a directory who it is. */
sealed interface SignIn {
    /** For messages. */
    String who();

    /** With a name and a password (RFC 4513 5.1.3). */
    record Simple(String username, Secret password) implements SignIn {
        @Override
        public String who() {
            return username;
        }
    }

    /** With the certificate that the connection is made with (SASL EXTERNAL, RFC 4422 appendix A). */
    record External(Path certificate) implements SignIn {
        @Override
        public String who() {
            return "the certificate " + certificate;
        }
    }

    /**
     * With Kerberos (SASL GSSAPI, RFC 4752).
     *
     * @param principal may be empty with a ticket cache: then it is whose tickets these are
     * @param keytab file with the principal's key; without it the ticket cache is used
     * @param cache what {@code KRB5CCNAME} says
     * @param configuration what {@code KRB5_CONFIG} says
     */
    record Kerberos(
            Optional<String> principal, Optional<Path> keytab, Optional<String> cache, Optional<String> configuration)
            implements SignIn {
        @Override
        public String who() {
            return principal.orElse("the owner of the Kerberos ticket");
        }
    }
}
