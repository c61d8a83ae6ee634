package bwdc.notification;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Platform;
import bwdc.host.Programs;
import bwdc.run.Notifier.Report;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A line for the shell, with the run in its environment and as JSON on its standard input. */
final class ShellCommand implements Receiver {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final String line;
    private final Platform platform;

    ShellCommand(String line, Platform platform) {
        this.line = line;
        this.platform = platform;
    }

    @Override
    public String name() {
        return "notify.command";
    }

    @Override
    public void tell(Report report) {
        var ended = Programs.run(
                LIMIT, shell(), environment(report), Message.json(report).toString());
        if (ended.status() == Programs.TIMED_OUT) {
            throw Fault.of(ExitCode.UNEXPECTED, "it took longer than " + LIMIT.toSeconds() + " s and was ended");
        }
        if (!ended.well()) {
            throw Fault.of(
                    ExitCode.UNEXPECTED,
                    "it ended with " + ended.status() + " " + ended.err().strip());
        }
    }

    private List<String> shell() {
        return switch (platform) {
            case WINDOWS -> List.of("cmd.exe", "/c", line);
            case MACOS, LINUX -> List.of("/bin/sh", "-c", line);
        };
    }

    private static Map<String, String> environment(Report report) {
        var run = report.run();
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("BWDC_EVENT", Message.event(report));
        variables.put("BWDC_TEXT", report.sentence());
        variables.put("BWDC_JOB", run.job().orElse(""));
        variables.put("BWDC_RUN", Long.toString(run.number()));
        variables.put("BWDC_TRIGGER", run.trigger().text());
        variables.put("BWDC_OUTCOME", run.outcome().text());
        variables.put(
                "BWDC_EXIT_CODE",
                run.exitCode().map(code -> Integer.toString(code)).orElse(""));
        variables.put("BWDC_ERROR", run.error().orElse(""));
        variables.put("BWDC_STARTED", run.started().toString());
        variables.put("BWDC_FOLDER", report.folder());
        return variables;
    }
}
