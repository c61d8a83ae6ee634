package bwdc.cli;

import bwdc.json.JsonObject;
import bwdc.run.Outcome;
import bwdc.run.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How things are.
 *
 * @param records oldest first; later ones count as later whatever their times say
 * @param running the run that is going on
 * @param next when the next one is due
 * @param longest how old the last success may be
 */
record Status(
        List<RunRecord> records,
        Optional<RunRecord> running,
        Optional<Instant> next,
        Instant now,
        Optional<Duration> longest) {

    /** A clock that was set back by more than that makes ages worthless. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private Optional<RunRecord> last(Predicate<Outcome> wanted) {
        return records.reversed().stream()
                .filter(record -> record.isSync() && wanted.test(record.outcome()))
                .findFirst();
    }

    /** An undo since the last success: the organization is not what the directory says, because somebody wants it so. */
    private Optional<RunRecord> undo() {
        return records.reversed().stream()
                .takeWhile(record -> !record.outcome().succeeded())
                .filter(record -> !record.isSync() && record.outcome() != Outcome.RUNNING)
                .findFirst();
    }

    private Optional<RunRecord> success() {
        return last(Outcome::succeeded);
    }

    private Optional<RunRecord> error() {
        return last(Outcome::isTrouble);
    }

    /** The last run, unless a success came after it. */
    private Optional<RunRecord> failing() {
        return last(outcome -> outcome.succeeded() || outcome.isTrouble())
                .filter(record -> record.outcome().isTrouble());
    }

    /** Since it began: what came into the directory later is not in it. */
    private Duration age(RunRecord record) {
        return Duration.between(record.started(), now);
    }

    boolean isGood() {
        return problem() == null;
    }

    private @Nullable String problem() {
        var success = success();
        if (success.isEmpty()) {
            return failing().map(Status::failed).orElse("no successful run yet");
        }
        var age = age(success.get());
        if (age.plus(TOLERANCE).isNegative()) {
            return "the last success lies in the future: was the clock set back?";
        }
        if (longest.isPresent() && age.compareTo(longest.get()) > 0) {
            return "last success " + ago(age)
                    + failing().map(run -> ", " + failed(run)).orElse("");
        }
        return longest.isPresent() ? null : failing().map(Status::failed).orElse(null);
    }

    private static String failed(RunRecord run) {
        return "run " + run.number() + " " + run.outcome().text()
                + run.error().map(error -> ": " + error).orElse("");
    }

    private static String ago(Duration age) {
        return Times.words(age.isNegative() ? Duration.ZERO : age) + " ago";
    }

    /** One line first, as Nagios's plugins have it; what follows a bar would be numbers to it. */
    String text() {
        var problem = problem();
        var first = problem != null
                ? "CRITICAL - " + problem
                : "OK - last success " + ago(age(success().orElseThrow()))
                        + failing().map(run -> ", but " + failed(run)).orElse("");
        return first.replace('|', '/') + "\n" + table();
    }

    private String table() {
        var table = new Table()
                .row("last success", success().map(Status::line).orElse("none"))
                .row("last error", error().map(Status::line).orElse("none"));
        undo().ifPresent(run -> table.row("undo since", line(run)));
        return table.row("running now", running().map(Status::begun).orElse("no"))
                .row("next run", next().map(Times::local).orElse("not known"))
                .text();
    }

    private static String line(RunRecord run) {
        return Times.local(run.started()) + "  " + run.label() + "  "
                + run.outcome().text()
                + run.counts()
                        .sent()
                        .map(size -> " " + size.groups() + " group(s) and " + size.users() + " user(s)")
                        .orElse("")
                + run.undoes().map(undone -> " (of run " + undone + ")").orElse("")
                + run.error().map(error -> ": " + error).orElse("");
    }

    private static String begun(RunRecord run) {
        return run.label() + ", since " + Times.local(run.started());
    }

    JsonObject json() {
        return new JsonObject()
                .put("object", "status")
                .put("ok", isGood())
                .put("problem", problem())
                .put("lastSuccess", success().map(RunRecord::json).orElse(null))
                .put(
                        "lastSuccessAgeSeconds",
                        success().map(run -> age(run).toSeconds()).orElse(null))
                .put("lastError", error().map(RunRecord::json).orElse(null))
                .put("undo", undo().map(RunRecord::json).orElse(null))
                .put("running", running().map(RunRecord::json).orElse(null))
                .put("next", next().map(Instant::toString).orElse(null));
    }
}
