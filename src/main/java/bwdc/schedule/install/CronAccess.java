package bwdc.schedule.install;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who may have a crontab, as crontab(1) decides it: when cron.allow exists, those in it; else everybody who is not in
 * cron.deny. Making a cron.allow locks everybody else out, so that never happens unasked.
 */
public final class CronAccess {
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

    /** What has to be done before a user may have a crontab. */
    public enum Need {
        NOTHING,
        /** A line in cron.allow. */
        A_LINE,
        /** A cron.allow, which locks out whoever is not in it. */
        A_LIST
    }

    private final Path allow;
    private final Path deny;
    private final Path spool;

    /** Those of the machine. */
    public CronAccess() {
        this(Path.of("/etc/cron.allow"), Path.of("/etc/cron.deny"), Path.of("/var/spool/cron/crontabs"));
    }

    CronAccess(Path allow, Path deny, Path spool) {
        this.allow = allow;
        this.deny = deny;
        this.spool = spool;
    }

    public boolean hasAllowList() {
        return Files.exists(allow);
    }

    public Path allowList() {
        return allow;
    }

    /** Why the user may not have a crontab, or null when it may. */
    public @org.jspecify.annotations.Nullable String refusal(String user) {
        if (user.equals("root")) {
            return null;
        }
        if (hasAllowList()) {
            return lines(allow).contains(user) ? null : user + " is not in " + allow;
        }
        return Files.exists(deny) && lines(deny).contains(user) ? user + " is in " + deny : null;
    }

    /** What a job of the user needs; nothing is changed by asking. */
    public Need need(String user, boolean mayMake) {
        if (hasAllowList()) {
            return user.equals("root") || lines(allow).contains(user) ? Need.NOTHING : Need.A_LINE;
        }
        return mayMake ? Need.A_LIST : Need.NOTHING;
    }

    /** Gives the user what is needed; to do it twice changes nothing more. */
    void give(String user, Need need) {
        switch (need) {
            case NOTHING -> {}
            case A_LINE -> add(user);
            case A_LIST -> create(user);
        }
    }

    /** Puts the user into an existing cron.allow; false when it stood there already. */
    boolean add(String user) {
        var lines = lines(allow);
        if (lines.contains(user)) {
            return false;
        }
        var text = text(allow);
        write(text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + user + "\n");
        return true;
    }

    /** Makes a cron.allow of everybody who has a crontab today, and the user. */
    List<String> create(String user) {
        var users = inNewList(user);
        write(String.join("\n", users) + "\n");
        return users;
    }

    /** Who would be in a new cron.allow. */
    public List<String> inNewList(String user) {
        var users = new ArrayList<>(withCrontab());
        if (!users.contains(user)) {
            users.add(user);
        }
        return users;
    }

    /** Everybody who has a crontab, root left out, which needs no permission. */
    public List<String> withCrontab() {
        if (!Files.isDirectory(spool)) {
            return List.of();
        }
        try (var files = Files.list(spool)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("root") && !name.startsWith("tmp."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(spool, e);
        }
    }

    /** Takes the user out again; a file that would become empty stays, because without it everybody may. */
    public void remove(String user) {
        if (hasAllowList() && lines(allow).contains(user)) {
            write(text(allow)
                    .lines()
                    .filter(line -> !line.strip().equals(user))
                    .reduce("", (all, line) -> all + line + "\n"));
        }
    }

    private void write(String text) {
        AtomicFile.write(allow, text.getBytes(StandardCharsets.UTF_8));
        try {
            // crontab(1) reads it as the user who calls it.
            Files.setPosixFilePermissions(allow, READABLE);
        } catch (IOException e) {
            throw unreadable(allow, e);
        }
    }

    private static List<String> lines(Path file) {
        return text(file).lines().map(String::strip).toList();
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Fault unreadable(Path file, IOException e) {
        return Fault.of(ExitCode.SETTINGS, "Cannot work with " + file + ": " + AtomicFile.reason(e))
                .because(e);
    }
}
