package bwdc.schedule.cron;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Durations;
import bwdc.schedule.CredentialFiles;
import bwdc.schedule.CronExpression;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The lines of a job, with comments that explain them. */
final class CronTexts {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** Debian's cron passes over a whole file, other lines included, with a longer command (MAX_COMMAND in cron.h). */
    private static final int LONGEST = 998;

    private final ScheduledJob job;
    private final Lines lines;

    CronTexts(ScheduledJob job, Lines lines) {
        this.job = job;
        this.lines = lines;
    }

    /** Variables stand before the command: on lines of their own they would count for other people's lines below too. */
    String forCrontab() {
        var environment = environment();
        environment.putIfAbsent("PATH", PATH);
        return header() + table("", environment);
    }

    String forFile() {
        return header()
                + "\n# Cron keeps these two for every line below.\n"
                + "SHELL=/bin/sh\n"
                + "PATH=" + PATH + "\n"
                + lines.zone()
                        .map(zone -> "\n# The clock that the times below are for.\nCRON_TZ=" + zone + "\n")
                        .orElse("")
                + "\n# Minute, hour, day of month, month, weekday, user, and the command with its variables before it.\n"
                + table(" " + job.user().orElse("root"), environment());
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(job.environment());
        environment.putAll(CredentialFiles.variables(job));
        environment.put("BITWARDENCLI_CONNECTOR_APPDATA_DIR", job.folder());
        return environment;
    }

    private String header() {
        return "# Synchronizes a directory into Bitwarden: job \"" + job.name() + "\", " + schedule() + ".\n"
                + (lines.moved()
                        ? "# Cron goes by the clock of this machine, " + job.machineZone()
                                + ", so the times are moved.\n"
                        : "")
                + "# Made by `bwdc schedule add " + job.name() + "`. Check it with `bwdc schedule verify " + job.name()
                + "`,\n# take it away with `bwdc schedule remove " + job.name() + "`.\n"
                + "# A run that goes well prints nothing, so cron mails only trouble. The log tells all.\n";
    }

    private String schedule() {
        return switch (job.schedule()) {
            case Schedule.Cron(var expression, var zone) -> "\"" + fields(expression) + "\" in " + zone;
            case Schedule.Every(var interval, var zone) ->
                "every " + Durations.words(interval) + " by the clock of " + zone;
        };
    }

    private String table(String user, Map<String, String> environment) {
        var words = new ArrayList<String>();
        words.add(job.program());
        words.addAll(job.arguments());
        var command = ShellWords.command(environment, words);
        if (command.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw Fault.of(
                            ExitCode.USAGE,
                            "The command of the job is longer than the " + LONGEST + " bytes that cron takes.")
                    .hint("shorter paths, for example by a link in /usr/local/bin, or --on systemd");
        }
        return lines.expressions().stream()
                .map(expression -> fields(expression) + user + " " + command + "\n")
                .collect(Collectors.joining());
    }

    private static String fields(CronExpression expression) {
        return String.join(" ", expression.fields());
    }
}
