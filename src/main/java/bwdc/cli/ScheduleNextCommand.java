package bwdc.cli;

import static bwdc.cli.Spec.example;
import static bwdc.cli.Spec.flag;
import static bwdc.cli.Spec.optional;
import static bwdc.cli.Spec.valued;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Durations;
import bwdc.json.JsonObject;
import bwdc.schedule.Schedule;
import bwdc.schedule.Upcoming;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** {@code bwdc schedule next}: the times of the next runs, one a line. */
final class ScheduleNextCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("schedule next", "Print when a schedule runs next, one time a line.")
                .arguments(optional("expression", "five fields of cron in quotes, or @hourly, @daily and so on"))
                .options(
                        ScheduleValues.EVERY,
                        ScheduleValues.ZONE,
                        valued(
                                "from",
                                "time",
                                "from then on, such as 2026-03-28T00:00 by the clocks of the zone; else from now"),
                        valued(Count.OPTION, "number", "how many (5)"),
                        flag("json", "print JSON"))
                .notes("Times are ISO 8601 with the offset of the zone.")
                .examples(
                        example(
                                "bwdc schedule next '30 2 * * *' --zone Europe/Berlin --from 2026-03-28",
                                "a change of clocks"),
                        example("bwdc schedule next --every 6h --count 4", "an interval"));
    }

    @Override
    public Result run(Call call) {
        var schedule = ScheduleValues.schedule(call, call.word(0), "expression");
        var runs = Upcoming.of(schedule, after(call, schedule))
                .limit(Count.of(call, 5))
                .map(time -> time.atZone(schedule.zone()))
                .toList();
        if (runs.isEmpty()) {
            throw Fault.of(ExitCode.USAGE, "The schedule never runs: no year has such a date.")
                    .hint("bwdc schedule explain says more");
        }
        var data = data(schedule, runs);
        var lines = runs.stream()
                .map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format)
                .collect(Collectors.joining("\n"));
        return call.has("json") ? new Result.Data(data) : new Result.Report(lines, data);
    }

    /** Its time itself counts too, unless an interval begins at it. */
    private static Instant after(Call call, Schedule schedule) {
        var from = call.option("from").map(text -> from(text, schedule.zone()));
        boolean counted = schedule instanceof Schedule.Every every && !every.byClock();
        return from.map(time -> counted ? time : time.minusNanos(1))
                .orElseGet(() -> call.host().clock().instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static Instant from(String text, ZoneId zone) {
        try {
            var time = DateTimeFormatter.ofPattern("uuuu-MM-dd['T'HH:mm[:ss][XXX][X]]")
                    .parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return switch (time) {
                case OffsetDateTime exact -> exact.toInstant();
                case LocalDateTime local -> local.atZone(zone).toInstant();
                case LocalDate day -> day.atStartOfDay(zone).toInstant();
                default -> throw new DateTimeParseException("another kind of time", text, 0);
            };
        } catch (DateTimeParseException e) {
            throw Fault.of(ExitCode.USAGE, "\"" + text + "\" (--from) is no time.")
                    .hint("2026-03-28, 2026-03-28T00:00 or 2026-03-28T00:00+01:00")
                    .because(e);
        }
    }

    /** What both commands tell programs. */
    static JsonObject data(Schedule schedule, List<ZonedDateTime> runs) {
        var data = new JsonObject();
        switch (schedule) {
            case Schedule.Cron(var expression, var zone) -> data.put("expression", expression.text());
            case Schedule.Every(var interval, var zone) -> data.put("every", Durations.words(interval));
        }
        return data.put("zone", schedule.zone().getId())
                .put(
                        "next",
                        runs.stream()
                                .map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format)
                                .toList());
    }
}
