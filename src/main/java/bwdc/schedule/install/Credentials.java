package bwdc.schedule.install;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Account;
import bwdc.host.AtomicFile;
import bwdc.host.FileModes;
import bwdc.host.Programs;
import bwdc.schedule.ScheduledJob;
import bwdc.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client secret of a job as a file that only root reads and systemd hands to the run (systemd.exec(5), Credentials);
 * encrypted for this machine where systemd-creds(1) can.
 */
public final class Credentials implements AutoCloseable {
    /** The name under which a run looks for it. */
    public static final String CLIENT_SECRET = "client-secret";

    private static final Path PLACE = Path.of("/etc/bwdc/credentials");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final @Nullable Path folder;

    private Credentials(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Where the client secret of a job is, or would be, kept. */
    public static ScheduledJob.Credential planned(String job, boolean encrypted) {
        return new ScheduledJob.Credential(
                CLIENT_SECRET,
                PLACE.resolve(job + (encrypted ? ".client-secret.cred" : ".client-secret"))
                        .toString(),
                encrypted);
    }

    /** Keeps a client secret for a job. */
    public static ScheduledJob.Credential keep(String job, Secret secret) {
        var encrypted = Machine.encrypted(CLIENT_SECRET, secret.reveal());
        var credential = planned(job, encrypted.isPresent());
        try {
            FileModes.createPrivateFolders(PLACE);
        } catch (IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot create the folder " + PLACE + ": " + AtomicFile.reason(e))
                    .because(e);
        }
        AtomicFile.write(
                Path.of(credential.file()), encrypted.orElseGet(secret::reveal).getBytes(StandardCharsets.UTF_8));
        return credential;
    }

    /** Takes away what a job no longer needs. */
    public static void forget(ScheduledJob job) {
        for (var credential : job.credentials()) {
            try {
                Files.deleteIfExists(Path.of(credential.file()));
            } catch (IOException e) {
                throw Fault.of(ExitCode.SETTINGS, "Cannot remove " + credential.file() + ": " + AtomicFile.reason(e))
                        .because(e);
            }
        }
    }

    /** Hands a job's credentials to its account the way systemd does, in a folder that is gone after closing. */
    public static Credentials handedTo(Account account, Account caller, ScheduledJob job) {
        if (job.credentials().isEmpty() || !caller.root()) {
            return new Credentials(null);
        }
        try {
            var folder = Files.createTempDirectory("bwdc-credentials-");
            for (var credential : job.credentials()) {
                var file = folder.resolve(credential.name());
                AtomicFile.write(file, content(credential));
            }
            JobAccount.own(folder, account);
            return new Credentials(folder);
        } catch (IOException e) {
            // Missing or unreadable: the sign-in that needs it fails next, and says so.
            return new Credentials(null);
        }
    }

    private static byte[] content(ScheduledJob.Credential credential) throws IOException {
        if (!credential.encrypted()) {
            return Files.readAllBytes(Path.of(credential.file()));
        }
        return Programs.run(LIMIT, "systemd-creds", "decrypt", "--name=" + credential.name(), credential.file(), "-")
                .out()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Where they are, if the job has any. */
    public Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    @Override
    public void close() {
        if (folder != null) {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
                Files.delete(folder);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
