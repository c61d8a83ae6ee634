package bwdc.run;

import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import bwdc.secret.KnownSecrets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What one run tells of itself, line by line, secrets masked. It never throws: a log that cannot be written is no reason to
 * leave an organization as it is.
 */
public final class RunLog {
    private static final int REMEMBERED = 200;

    private final Optional<LogSink> sink;
    private final LogLine.Format format;
    private final Clock clock;
    private final Optional<String> job;
    private final KnownSecrets secrets;
    private final Deque<String> lines = new ArrayDeque<>();
    private Optional<Long> number = Optional.empty();
    private Optional<String> trouble = Optional.empty();

    /**
     * A log.
     *
     * @param sink empty when nobody wants it
     * @param clock with the zone in which times are written
     */
    public RunLog(
            Optional<LogSink> sink, LogLine.Format format, Clock clock, Optional<String> job, KnownSecrets secrets) {
        this.sink = sink;
        this.format = format;
        this.clock = clock;
        this.job = job;
        this.secrets = secrets;
    }

    /** From now on lines carry the number of the run. */
    synchronized void number(long run) {
        number = Optional.of(run);
    }

    public void info(String message) {
        write(LogLine.Level.INFO, message);
    }

    public void warn(String message) {
        write(LogLine.Level.WARN, message);
    }

    public void error(String message) {
        write(LogLine.Level.ERROR, message);
    }

    /** All that a fault has to say. */
    void fault(Fault fault) {
        error(fault.sentence());
        fault.details().forEach(detail -> error("  " + detail));
        fault.hint().ifPresent(hint -> error("hint: " + hint));
    }

    private synchronized void write(LogLine.Level level, String message) {
        if (sink.isEmpty()) {
            return;
        }
        var time = OffsetDateTime.now(clock);
        var line = new LogLine(time, level, job, number, secrets.masked(message));
        remember(line.text(LogLine.Format.TEXT));
        try {
            sink.get().write(line.text(format));
        } catch (IOException e) {
            trouble = Optional.of(AtomicFile.reason(e));
        }
    }

    private void remember(String line) {
        lines.add(line);
        if (lines.size() > REMEMBERED) {
            lines.removeFirst();
        }
    }

    /** The last lines of this run. */
    synchronized List<String> tail() {
        return List.copyOf(lines);
    }

    /** Why lines are missing, if some are. */
    public synchronized Optional<String> trouble() {
        return trouble;
    }

    String masked(String text) {
        return secrets.masked(text);
    }

    /** A stream whose lines go into the log, for everything that is told on standard error otherwise. */
    public PrintStream stream() {
        return new PrintStream(new Lines(), true, StandardCharsets.UTF_8);
    }

    /** What the program prints says by its first word how much it matters. */
    private void printed(String line) {
        if (line.startsWith("warning: ")) {
            warn(line.substring("warning: ".length()));
        } else if (line.startsWith("debug: ")) {
            write(LogLine.Level.DEBUG, line.substring("debug: ".length()));
        } else if (!line.isBlank()) {
            info(line);
        }
    }

    private final class Lines extends OutputStream {
        private final java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();

        @Override
        public synchronized void write(int next) {
            if (next == '\n') {
                printed(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(next);
            }
        }
    }
}
