package bwdc.schedule.install;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Account;
import bwdc.host.FileModes;
import bwdc.host.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** The account of a job: made when it is missing, and owner of what its runs need. */
public final class JobAccount {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private JobAccount() {}

    /** Makes a system user without a password or shell, whose home only it can read. */
    public static Account create(String name) {
        var home = Path.of("/var/lib", name);
        var ended = Programs.run(
                LIMIT,
                "useradd",
                "--system",
                "--create-home",
                "--home-dir",
                home.toString(),
                "--shell",
                "/usr/sbin/nologin",
                "--comment",
                "Bitwarden directory sync",
                name);
        if (!ended.well()) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot make the user " + name + ".")
                    .details(ended.err().lines().toList())
                    .hint("make it by hand and add the job again");
        }
        try {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot close " + home + " to others: " + e.getMessage())
                    .because(e);
        }
        return Account.find(name).orElseThrow();
    }

    /** Makes a folder that only the account can enter, with the missing ones above it. */
    public static void folder(Path folder, Account account) throws IOException {
        var missing = folder;
        while (missing.getParent() != null && !Files.exists(missing.getParent())) {
            missing = missing.getParent();
        }
        boolean made = !Files.exists(folder);
        FileModes.createPrivateFolders(folder);
        if (made) {
            own(missing, account);
        }
    }

    /** Gives a file, or a folder with all that is in it, to the account; nothing happens where it owns it already. */
    public static void own(Path path, Account account) throws IOException {
        var users = path.getFileSystem().getUserPrincipalLookupService();
        var owner = users.lookupPrincipalByName(account.name());
        try (var all = Files.walk(path)) {
            for (var each : all.toList()) {
                if (!Files.getOwner(each, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                    Files.getFileAttributeView(each, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                            .setOwner(owner);
                }
            }
        }
    }
}
