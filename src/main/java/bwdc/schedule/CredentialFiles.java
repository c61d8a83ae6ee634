package bwdc.schedule;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Credentials for schedulers that keep no secrets themselves: the run finds their files by environment variables. */
public final class CredentialFiles {
    public static final String SECRET = "BW_CLIENTSECRET_FILE";
    public static final String KEY = "BWDC_KEY_FILE";

    private CredentialFiles() {}

    /**
     * The variables and their files.
     *
     * @throws Fault with exit code 2 when one is encrypted for systemd
     */
    public static Map<String, String> variables(ScheduledJob job) {
        var variables = new TreeMap<String, String>();
        job.credentials().forEach(each -> variables.put(variable(each), file(each)));
        return variables;
    }

    private static String file(ScheduledJob.Credential credential) {
        if (credential.encrypted()) {
            throw Fault.of(ExitCode.USAGE, "Only systemd can decrypt the credential " + credential.file() + ".")
                    .hint("--on systemd, or give the secret anew");
        }
        return credential.file();
    }

    /** The variable that names the file: {@code BWDC_LDAP_PASSWORD_FILE} for {@code ldap-password}. */
    public static String variable(ScheduledJob.Credential credential) {
        return switch (credential.name()) {
            case "client-secret" -> SECRET;
            case "bwdc.key" -> KEY;
            default ->
                "BWDC_"
                        + credential
                                .name()
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_')
                                .replace('.', '_') + "_FILE";
        };
    }
}
