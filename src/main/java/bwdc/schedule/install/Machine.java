package bwdc.schedule.install;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Host;
import bwdc.host.Platform;
import bwdc.host.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What this machine has to run jobs with. */
public final class Machine {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Machine() {}

    /** The scheduler that this machine uses. */
    public static String scheduler(Host host) {
        return switch (host.platform()) {
            case WINDOWS -> "windows";
            case MACOS -> "launchd";
            case LINUX -> linux(host);
        };
    }

    /** systemd when it runs the machine (sd_booted(3)), else cron. */
    private static String linux(Host host) {
        if (Files.isDirectory(Path.of("/run/systemd/system"))) {
            return "systemd";
        }
        if (onPath(host, "crontab")) {
            return "cron";
        }
        throw Fault.of(ExitCode.SETTINGS, "This machine has neither systemd nor cron.")
                .hint(
                        "apt-get install cron; or let `bwdc daemon` do the waiting, as in a container; or write the files for"
                                + " another machine with --on and --out");
    }

    /** Whether jobs of that scheduler can be put on this machine, rather than written for another. */
    public static boolean has(Host host, String scheduler) {
        return switch (scheduler) {
            case "windows" -> host.platform() == Platform.WINDOWS;
            case "launchd" -> host.platform() == Platform.MACOS;
            case "systemd" -> host.platform() == Platform.LINUX && Files.isDirectory(Path.of("/run/systemd/system"));
            case "cron" -> host.platform() != Platform.WINDOWS && onPath(host, "crontab");
            default -> false;
        };
    }

    /** cronie keeps CRON_TZ; Debian's cron, which calls itself cron, does not (crontab(5) there). */
    public static boolean cronHonoursZones() {
        return !Files.exists(Path.of("/usr/sbin/cron"))
                && Programs.run(LIMIT, "crond", "-V").err().contains("cronie");
    }

    /** The number of the user who runs this process. */
    public static long userId() {
        var ended = Programs.run(LIMIT, "id", "-u");
        return ended.well() ? Long.parseLong(ended.out().strip()) : 0;
    }

    /** Whether a cron is at work: by its own file where it writes one, because a job that still runs has its name too. */
    public static boolean cronRuns() {
        var file = Path.of("/run/crond.pid");
        return Files.exists(file)
                ? daemonOf(file)
                : Programs.run(LIMIT, "pgrep", "-x", "cron|crond").well();
    }

    private static boolean daemonOf(Path file) {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                    .flatMap(process -> process.info().command())
                    .filter(command -> command.contains("cron"))
                    .isPresent();
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    static boolean onPath(Host host, String program) {
        for (var folder : host.variable("PATH").orElse("/usr/bin:/bin").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** Encrypts for this machine alone with systemd-creds(1); empty where there is none. */
    static Optional<String> encrypted(String name, String secret) {
        var ended =
                Programs.run(LIMIT, List.of("systemd-creds", "encrypt", "--name=" + name, "-", "-"), Map.of(), secret);
        return ended.well() ? Optional.of(ended.out()) : Optional.empty();
    }
}
