package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Host;
import bwdc.run.LogFile;
import bwdc.run.LogLine;
import bwdc.run.LogSink;
import bwdc.run.RunLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TimeZone;

/**
 * Where a run's log goes: the file of {@code --log}, else that of the state folder for runs that belong to a job, else
 * nowhere.
 */
record LogTarget(RunLog log, Optional<LogFile> file) {
    /** The log in the state folder. */
    static final String NAME = "bwdc.log";

    static LogTarget of(Call call, Optional<String> job) {
        return to(
                call.option("log")
                        .map(name -> Path.of(name).toAbsolutePath())
                        .or(() -> job.map(name -> call.workspace().folder().resolve(NAME))),
                call,
                job,
                local(call.host().clock()));
    }

    /** The log of the state folder, for a run without a job. */
    static LogTarget ofFolder(Call call) {
        return to(
                Optional.of(call.workspace().folder().resolve(NAME)),
                call,
                Optional.empty(),
                local(call.host().clock()));
    }

    /**
     * A log there.
     *
     * @param file also {@code /dev/stdout} and {@code /dev/stderr}; empty for no log
     * @param clock with the zone in which times are written
     */
    static LogTarget to(Optional<Path> file, Call call, Optional<String> job, Clock clock) {
        var stream = file.flatMap(path -> stream(call.host(), path.toString()));
        var logFile = stream.isPresent() ? Optional.<LogFile>empty() : file.map(LogFile::new);
        var sink = stream.or(() -> logFile.map(each -> (LogSink) each));
        var log = new RunLog(sink, format(call), clock, job, call.workspace().known());
        return new LogTarget(log, logFile);
    }

    /** A run keeps the offset with which it began; the rules of all zones take twice as long to load. */
    private static Clock local(Clock clock) {
        return clock.withZone(ZoneOffset.ofTotalSeconds(TimeZone.getDefault().getOffset(clock.millis()) / 1000));
    }

    /** Containers log to their output, which can be written to but not always be opened once more. */
    private static Optional<LogSink> stream(Host host, String name) {
        return switch (name) {
            case "/dev/stdout" -> Optional.of(host.out()::println);
            case "/dev/stderr" -> Optional.of(host.err()::println);
            default -> Optional.empty();
        };
    }

    private static LogLine.Format format(Call call) {
        return switch (call.option("log-format").orElse("text")) {
            case "text" -> LogLine.Format.TEXT;
            case "json" -> LogLine.Format.JSON;
            case String other ->
                throw Fault.of(ExitCode.USAGE, "\"" + other + "\" (--log-format) is neither text nor json.");
        };
    }

    PrintStream stream() {
        return log.stream();
    }

    /** A file that cannot be renamed is written on. */
    void rotate(long megabytes, long files) {
        try {
            if (file.isPresent()) {
                file.get().rotate(megabytes << 20, (int) files);
            }
        } catch (IOException e) {
            log.warn("the log could not be rotated: " + e.getMessage());
        }
    }
}
