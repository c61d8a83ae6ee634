package bwdc.cli;

import static bwdc.cli.Spec.example;
import static bwdc.cli.Spec.flag;
import static bwdc.cli.Spec.optional;
import static bwdc.cli.Spec.valued;

import bwdc.json.JsonObject;
import bwdc.schedule.Explanation;
import bwdc.schedule.Schedule;
import bwdc.schedule.Upcoming;
import bwdc.schedule.Warning;
import bwdc.schedule.Warnings;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** {@code bwdc schedule explain}: when a schedule runs, in words, and where it may surprise. */
final class ScheduleExplainCommand implements Command {
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm xxx", Locale.ENGLISH);

    private final Function<Call, List<Duration>> recentRuns;

    /** @param recentRuns how long the last runs took, for a warning when they are longer than the interval */
    ScheduleExplainCommand(Function<Call, List<Duration>> recentRuns) {
        this.recentRuns = recentRuns;
    }

    @Override
    public Spec spec() {
        return Spec.of("schedule explain", "Say in words when a schedule runs, and where it may surprise.")
                .arguments(optional("expression", "five fields of cron in quotes, or @hourly, @daily and so on"))
                .options(
                        ScheduleValues.EVERY,
                        ScheduleValues.ZONE,
                        valued(Count.OPTION, "number", "how many runs to list (5)"),
                        flag("json", "print JSON"))
                .notes(
                        "Minute, hour, day of month, month and day of week, as in Debian's crontab(5). When clocks change, runs are"
                                + " those of Debian's cron(8).")
                .examples(
                        example("bwdc schedule explain '30 2 * * *'", "02:30, every day"),
                        example("bwdc schedule explain '0 4 13 * 5' --zone Europe/Berlin", "days 13, and Fridays too"),
                        example("bwdc schedule explain --every 15m", "an interval"));
    }

    @Override
    public Result run(Call call) {
        var schedule = ScheduleValues.schedule(call, call.word(0), "expression");
        var now = call.host().clock().instant().truncatedTo(ChronoUnit.SECONDS);
        var runs = Upcoming.of(schedule, now)
                .limit(Count.of(call, 5))
                .map(time -> time.atZone(schedule.zone()))
                .toList();
        var warnings = Warnings.of(schedule, now, recentRuns.apply(call));
        return call.has("json")
                ? new Result.Data(data(schedule, runs, warnings))
                : new Result.Report(lines(schedule, runs, warnings), data(schedule, runs, warnings));
    }

    private static String lines(Schedule schedule, List<ZonedDateTime> runs, List<Warning> warnings) {
        var text = new StringBuilder(Explanation.of(schedule))
                .append(" (")
                .append(schedule.zone())
                .append(").");
        if (!runs.isEmpty()) {
            text.append("\n\nNext runs").append(fromStart(schedule) ? " after a start now:" : ":");
            runs.forEach(run -> text.append("\n  ").append(RUN.format(run)));
        }
        if (!warnings.isEmpty()) {
            text.append("\n\nWatch out:");
            warnings.forEach(warning ->
                    text.append("\n  - ").append(Help.wrapped(warning.text()).replace("\n", "\n    ")));
        }
        return text.toString();
    }

    private static boolean fromStart(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Every every -> !every.byClock();
            case Schedule.Cron cron -> false;
        };
    }

    private static JsonObject data(Schedule schedule, List<ZonedDateTime> runs, List<Warning> warnings) {
        return ScheduleNextCommand.data(schedule, runs)
                .put("words", Explanation.of(schedule))
                .put(
                        "warnings",
                        warnings.stream()
                                .map(each -> new JsonObject()
                                        .put("name", each.name())
                                        .put("text", each.text()))
                                .toList());
    }
}
