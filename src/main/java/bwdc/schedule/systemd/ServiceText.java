package bwdc.schedule.systemd;

import bwdc.host.Durations;
import bwdc.schedule.ScheduledJob;
import java.time.Duration;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The service of a job. */
final class ServiceText {
    /** The run ends itself at its limit; systemd ends it only when even that fails. */
    private static final Duration LATER = Duration.ofMinutes(1);

    private final ScheduledJob job;
    private final boolean machine;

    private ServiceText(ScheduledJob job, boolean machine) {
        this.job = job;
        this.machine = machine;
    }

    static String of(ScheduledJob job, boolean machine) {
        return new ServiceText(job, machine).text();
    }

    private String text() {
        return header() + unit() + service() + credentials() + Sandbox.text(machine, writable());
    }

    private String header() {
        return """
                # One run of the job "%1$s": synchronizes a directory into Bitwarden.
                # Made by `bwdc schedule add %1$s`. Check it with `bwdc schedule verify %1$s`,
                # run it now with `bwdc schedule run %1$s`, take it away with `bwdc schedule remove %1$s`.

                """.formatted(job.name());
    }

    private String unit() {
        var network = """
                # Not before there is a network to reach the directory and Bitwarden.
                Wants=network-online.target
                After=network-online.target
                """;
        return "[Unit]\nDescription=Directory into Bitwarden: job " + job.name() + "\n" + (machine ? network : "")
                + "\n";
    }

    private String service() {
        return "[Service]\nType=oneshot\n"
                + (machine ? "User=" + job.user().orElse("root") + "\n" : "")
                + "WorkingDirectory=" + UnitWords.path(job.folder()) + "\n"
                + environment()
                + "ExecStart="
                + UnitWords.command(job.program(), job.withJitter(Duration.ZERO).arguments()) + "\n"
                + "# 8: another run is at work, which is no failure.\n"
                + "SuccessExitStatus=8\n"
                + "# The run ends itself after " + Durations.words(job.timeLimit()) + "; this is for one that cannot.\n"
                + "TimeoutStartSec=" + Durations.words(job.timeLimit().plus(LATER)) + "\n"
                + "TimeoutStopSec=30s\n\n";
    }

    private String environment() {
        var variables = new TreeMap<>(job.environment());
        variables.put("BITWARDENCLI_CONNECTOR_APPDATA_DIR", job.folder());
        return variables.entrySet().stream()
                .map(entry -> "Environment=" + UnitWords.word(entry.getKey() + "=" + entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private String credentials() {
        return job.credentials().isEmpty()
                ? ""
                : job.credentials().stream()
                        .map(each -> (each.encrypted() ? "LoadCredentialEncrypted=" : "LoadCredential=") + each.name()
                                + ":" + UnitWords.path(each.file()) + "\n")
                        .collect(Collectors.joining(
                                "", "# systemd reads these secrets and shows them to this service only.\n", "\n"));
    }

    /** The state folder, and the log's when that is another one. */
    private String writable() {
        var log = job.log().substring(0, Math.max(1, job.log().lastIndexOf('/')));
        var folder = job.folder();
        boolean inside = log.equals(folder) || log.startsWith(folder.endsWith("/") ? folder : folder + "/");
        return UnitWords.word(folder) + (inside ? "" : " " + UnitWords.word(log));
    }
}
