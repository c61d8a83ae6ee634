package bwdc.run;

import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of a log.
 *
 * @param job empty for runs that belong to none
 * @param run the run's number, empty before it has one
 * @param message without control characters
 */
public record LogLine(OffsetDateTime time, Level level, Optional<String> job, Optional<Long> run, String message) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

    /** How much a line matters. */
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /** What stands in the file. */
    public enum Format {
        TEXT,
        JSON
    }

    public LogLine {
        message = oneLine(message);
    }

    /** A name from a directory could otherwise fake a line, or send commands to a terminal. */
    private static String oneLine(String message) {
        if (message.chars().noneMatch(Character::isISOControl)) {
            return message;
        }
        var text = new StringBuilder(message.length());
        message.chars().forEach(c -> text.append(Character.isISOControl(c) ? ' ' : (char) c));
        return text.toString();
    }

    /** As it stands in the file. */
    public String text(Format format) {
        return switch (format) {
            case JSON -> json().toString();
            case TEXT ->
                TIME.format(time) + " " + level + (level.name().length() == 4 ? "  " : " ") + label() + " " + message;
        };
    }

    /** {@code nightly#42}; a dash stands for the number of a run that has not begun. */
    private String label() {
        return job.orElse("") + "#" + run.map(number -> Long.toString(number)).orElse("-");
    }

    public JsonObject json() {
        var json = new JsonObject()
                .put("time", TIME.format(time))
                .put("level", level.name().toLowerCase(Locale.ROOT));
        job.ifPresent(name -> json.put("job", name));
        run.ifPresent(number -> json.put("run", number));
        return json.put("message", message);
    }

    /** Reads a line of either format; empty for anything else. */
    public static Optional<LogLine> parse(String line) {
        try {
            return line.startsWith("{") ? parseJson(line) : parseText(line);
        } catch (DateTimeException | IllegalArgumentException | JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<LogLine> parseJson(String line) {
        if (!(Json.parse(line.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject json)) {
            return Optional.empty();
        }
        return Optional.of(new LogLine(
                OffsetDateTime.parse(json.text("time").orElse("")),
                Level.valueOf(json.text("level").orElse("").toUpperCase(Locale.ROOT)),
                json.text("job"),
                json.number("run"),
                json.text("message").orElse("")));
    }

    private static Optional<LogLine> parseText(String line) {
        var words = line.split(" +", 4);
        int mark = words.length < 4 ? -1 : words[2].indexOf('#');
        if (mark < 0) {
            return Optional.empty();
        }
        var job = words[2].substring(0, mark);
        var number = words[2].substring(mark + 1);
        return Optional.of(new LogLine(
                OffsetDateTime.parse(words[0]),
                Level.valueOf(words[1]),
                job.isEmpty() ? Optional.empty() : Optional.of(job),
                number.equals("-") ? Optional.empty() : Optional.of(Long.valueOf(number)),
                words[3]));
    }
}
