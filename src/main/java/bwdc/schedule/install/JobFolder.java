package bwdc.schedule.install;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Account;
import bwdc.host.AtomicFile;
import bwdc.host.Host;
import bwdc.secret.KeyFile;
import bwdc.settings.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Set;

/** The state folder of a job's account, filled with the settings that the administrator has tried out. */
public final class JobFolder {
    private static final String DATA = "data.json";
    private static final String SECRETS = "secrets.json";

    private JobFolder() {}

    /** What points to folders and files of whoever adds the job. */
    private static final Set<String> OF_CALLER =
            Set.of("BITWARDENCLI_CONNECTOR_APPDATA_DIR", "BITWARDEN_CONNECTOR_APPDATA_DIR", "BWDC_KEY_FILE");

    /** The machine as the account sees it when a scheduler starts its runs. */
    public static Host seenBy(Account account, Host host) {
        var environment = new HashMap<>(host.environment());
        environment.keySet().removeIf(name -> name.startsWith("XDG_") || OF_CALLER.contains(name));
        environment.put("HOME", account.home().toString());
        return new Host(environment, host.in(), host.out(), host.err(), host.console(), host.clock(), host.platform());
    }

    /** Where the account's data.json is. */
    public static Path of(Account account, Host host, Path program) {
        return StateFolder.locate(seenBy(account, host), program);
    }

    /**
     * Makes the folder for the account alone, and copies settings and secrets into it when it has none.
     *
     * @param from the folder of whoever adds the job
     * @return whether something was copied
     */
    public static boolean prepare(Path folder, Account account, Path from, Host host) {
        try {
            JobAccount.folder(folder, account);
            boolean copies = !Files.exists(folder.resolve(DATA))
                    && Files.exists(from.resolve(DATA))
                    && !from.toAbsolutePath().equals(folder.toAbsolutePath());
            if (copies) {
                copySecrets(folder, account, from, host);
                copy(from.resolve(DATA), folder.resolve(DATA), account);
            }
            return copies;
        } catch (IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot prepare the folder " + folder + ": " + AtomicFile.reason(e))
                    .because(e);
        }
    }

    /** Secrets first, so that a data.json that is there has them. */
    private static void copySecrets(Path folder, Account account, Path from, Host host) throws IOException {
        if (Files.exists(from.resolve(SECRETS))) {
            var key = new KeyFile(seenBy(account, host), folder).path();
            JobAccount.folder(key.toAbsolutePath().resolveSibling(""), account);
            copy(new KeyFile(host, from).path(), key, account);
            copy(from.resolve(SECRETS), folder.resolve(SECRETS), account);
        }
    }

    private static void copy(Path from, Path to, Account account) throws IOException {
        AtomicFile.write(to, Files.readAllBytes(from));
        JobAccount.own(to, account);
    }
}
