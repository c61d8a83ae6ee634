package bwdc.run;

import bwdc.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One run as the history knows it.
 *
 * @param number from 1; unique in a state folder
 * @param undoes the number of the run that this one takes back, empty for a sync
 * @param took empty when nobody saw it end
 * @param exitCode empty when the process was ended from outside
 * @param error one sentence
 */
public record RunRecord(
        long number,
        Instant started,
        Optional<Duration> took,
        Trigger trigger,
        Optional<Long> undoes,
        Optional<String> job,
        Outcome outcome,
        Optional<Integer> exitCode,
        Counts counts,
        Optional<String> error) {

    private static final int LONGEST_ERROR = 300;

    /** So many groups and users. */
    public record Size(long groups, long users) {
        JsonObject json() {
            return new JsonObject().put("groups", groups).put("users", users);
        }

        static Size of(JsonObject json) {
            return new Size(
                    json.number("groups").orElse(0L), json.number("users").orElse(0L));
        }
    }

    /** How many the directory had, and how many the organization accepted; empty when a run did not get so far. */
    public record Counts(Optional<Size> read, Optional<Size> sent) {
        static final Counts NONE = new Counts(Optional.empty(), Optional.empty());
    }

    public RunRecord {
        error = error.map(RunRecord::shortened);
    }

    private static String shortened(String sentence) {
        var line = sentence.replace('\n', ' ');
        return line.length() <= LONGEST_ERROR ? line : line.substring(0, LONGEST_ERROR - 1) + "…";
    }

    /** A run that has just begun. */
    static RunRecord begun(long number, Instant started, Trigger trigger, Optional<String> job) {
        return new RunRecord(
                number,
                started,
                Optional.empty(),
                trigger,
                Optional.empty(),
                job,
                Outcome.RUNNING,
                Optional.empty(),
                Counts.NONE,
                Optional.empty());
    }

    /** The same run, ended. */
    RunRecord ended(
            Optional<Duration> duration, Outcome end, Optional<Integer> code, Counts known, Optional<String> sentence) {
        return new RunRecord(number, started, duration, trigger, undoes, job, end, code, known, sentence);
    }

    RunRecord numbered(long another) {
        return new RunRecord(another, started, took, trigger, undoes, job, outcome, exitCode, counts, error);
    }

    RunRecord undoing(long run) {
        return new RunRecord(number, started, took, trigger, Optional.of(run), job, outcome, exitCode, counts, error);
    }

    /** Whether it brings the organization to what the directory says, or was meant to. */
    public boolean isSync() {
        return trigger != Trigger.UNDO;
    }

    /** How logs call it: {@code nightly#42}, or {@code #42}. */
    public String label() {
        return job.orElse("") + "#" + number;
    }

    /** As it stands in history.jsonl; what is not known is left out. */
    public JsonObject json() {
        var json = new JsonObject().put("number", number).put("started", started.toString());
        took.ifPresent(time -> json.put("milliseconds", time.toMillis()));
        json.put("trigger", trigger.text());
        undoes.ifPresent(run -> json.put("undoes", (long) run));
        job.ifPresent(name -> json.put("job", name));
        json.put("outcome", outcome.text());
        exitCode.ifPresent(code -> json.put("exitCode", (long) code));
        counts.read().ifPresent(size -> json.put("read", size.json()));
        counts.sent().ifPresent(size -> json.put("sent", size.json()));
        error.ifPresent(sentence -> json.put("error", sentence));
        return json;
    }

    /** From its JSON; empty when that is none of a run. */
    static Optional<RunRecord> of(JsonObject json) {
        var number = json.number("number");
        var started = json.text("started").flatMap(RunRecord::instant);
        var trigger = json.text("trigger").flatMap(Trigger::of);
        var outcome = json.text("outcome").flatMap(Outcome::of);
        if (number.isEmpty() || started.isEmpty() || trigger.isEmpty() || outcome.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RunRecord(
                number.get(),
                started.get(),
                json.number("milliseconds").map(Duration::ofMillis),
                trigger.get(),
                json.number("undoes"),
                json.text("job"),
                outcome.get(),
                json.number("exitCode").map(Long::intValue),
                new Counts(
                        json.object("read").map(Size::of), json.object("sent").map(Size::of)),
                json.text("error")));
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
