package bwdc.schedule.launchd;

import bwdc.schedule.CredentialFiles;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.XmlText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A job in the words of launchd.plist(5). */
final class PropertyList {
    /** bwdc ends within 10 seconds when it is told to. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ScheduledJob job;
    private final String label;
    private final When when;

    /** When a job runs: at moments of a calendar, or so long after the last start. */
    sealed interface When {
        record Calendar(List<Moment> moments) implements When {}

        record Interval(long seconds) implements When {}
    }

    PropertyList(ScheduledJob job, String label, When when) {
        this.job = job;
        this.label = label;
        this.when = when;
    }

    String text() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <!-- A job for launchd, see launchd.plist(5). `bwdc schedule` wrote it and will write it again. -->
                <plist version="1.0">
                <dict>
                  <key>Label</key>
                  <string>%s</string>
                %s
                  <!-- What. There is no shell in between, so nothing needs quotes. -->
                  <key>ProgramArguments</key>
                %s  <key>WorkingDirectory</key>
                  <string>%s</string>
                %s
                  <!-- When, by this machine's clock. A run missed while the machine slept comes when it wakes; several are one. -->
                %s
                  <!-- What a run prints: nothing when all is well, as the log is kept by bwdc itself. -->
                  <key>StandardOutPath</key>
                  <string>%s</string>
                  <key>StandardErrorPath</key>
                  <string>%s</string>

                  <!-- New files are for the owner alone: umask 077, in decimal. -->
                  <key>Umask</key>
                  <integer>63</integer>
                  <!-- Nobody waits for it, so others go first. -->
                  <key>ProcessType</key>
                  <string>Background</string>
                  <key>LowPriorityIO</key>
                  <true/>
                  <key>Nice</key>
                  <integer>10</integer>
                  <!-- Seconds from SIGTERM, upon which bwdc finishes its request, to SIGKILL. -->
                  <key>ExitTimeOut</key>
                  <integer>%d</integer>
                </dict>
                </plist>
                """.formatted(
                        label,
                        user(),
                        strings(words()),
                        XmlText.of(job.folder()),
                        environment(),
                        start(),
                        XmlText.of(output()),
                        XmlText.of(output()),
                        PATIENCE.toSeconds());
    }

    private String user() {
        return job.user()
                .map(user -> "\n  <!-- Who. Its home and its files are its own. -->\n  <key>UserName</key>\n  <string>"
                        + XmlText.of(user) + "</string>\n")
                .orElse("");
    }

    private String output() {
        return job.folder() + "/bwdc-" + job.name() + ".out";
    }

    private List<String> words() {
        var words = new ArrayList<>(List.of(job.program()));
        words.addAll(job.arguments());
        return words;
    }

    private static String strings(List<String> values) {
        return values.stream()
                .map(value -> "    <string>" + XmlText.of(value) + "</string>\n")
                .collect(Collectors.joining("", "  <array>\n", "  </array>\n"));
    }

    private String environment() {
        var variables = new TreeMap<>(job.environment());
        variables.putAll(CredentialFiles.variables(job));
        variables.put("BITWARDENCLI_CONNECTOR_APPDATA_DIR", job.folder());
        return variables.entrySet().stream()
                .map(each -> "    <key>" + each.getKey() + "</key>\n    <string>" + XmlText.of(each.getValue())
                        + "</string>\n")
                .collect(Collectors.joining(
                        "",
                        "  <!-- launchd reads no profile; this is all that the run knows. No secret is in here: everybody may read"
                                + " it. -->\n  <key>EnvironmentVariables</key>\n  <dict>\n",
                        "  </dict>\n"));
    }

    private String start() {
        return switch (when) {
            case When.Interval(long seconds) ->
                "  <!-- Seconds from start to start; a start is left out while a run is still going. -->\n"
                        + "  <key>StartInterval</key>\n  <integer>" + seconds + "</integer>\n";
            case When.Calendar(var moments) ->
                "  <!-- What a dictionary leaves out may be anything. Weekday 0 is Sunday. -->\n"
                        + "  <key>StartCalendarInterval</key>\n"
                        + moments.stream()
                                .map(moment -> dictionary(moment.keys()))
                                .collect(Collectors.joining("", "  <array>\n", "  </array>\n"));
        };
    }

    private static String dictionary(Map<String, Integer> keys) {
        return keys.entrySet().stream()
                .map(each -> "<key>" + each.getKey() + "</key><integer>" + each.getValue() + "</integer>")
                .collect(Collectors.joining("", "    <dict>", "</dict>\n"));
    }
}
