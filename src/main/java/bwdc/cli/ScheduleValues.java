package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Durations;
import bwdc.host.Host;
import bwdc.schedule.CronExpression;
import bwdc.schedule.Schedule;
import bwdc.settings.Nearest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What commands are told about when to run: an expression or an interval, and a zone. */
final class ScheduleValues {
    static final Spec.Option EVERY =
            Spec.valued("every", "time", "an interval such as 15m or PT15M, instead of an expression");
    static final Spec.Option ZONE =
            Spec.valued("zone", "name", "whose clocks count, such as Europe/Berlin; this machine's when not given");

    private ScheduleValues() {}

    /**
     * From an expression or {@code --every}, and {@code --zone}.
     *
     * @param expression as typed, wherever the command takes it
     * @param source how the command takes it, for the error when there is neither or both
     */
    static Schedule schedule(Call call, Optional<String> expression, String source) {
        var every = call.option(EVERY.name());
        if (expression.isPresent() == every.isPresent()) {
            throw Fault.of(
                            ExitCode.USAGE,
                            every.isPresent()
                                    ? "Give either " + source + " or --every, not both."
                                    : "There is no " + source + " and no --every.")
                    .hint("'30 2 * * *' is 02:30 every day, --every 15m is every 15 minutes");
        }
        return expression
                .<Schedule>map(text -> new Schedule.Cron(expression(text), zone(call)))
                .orElseGet(() -> new Schedule.Every(every(every.orElseThrow()), zone(call)));
    }

    /** @throws Fault that shows the place of the error */
    static CronExpression expression(String text) {
        if (Durations.parse(text).isPresent()) {
            throw Fault.of(ExitCode.USAGE, "\"" + text + "\" is an interval, not an expression of cron.")
                    .hint("--every " + text.strip());
        }
        return CronExpression.parse(text);
    }

    static Duration every(String text) {
        return Durations.parse(text)
                .orElseThrow(() -> Fault.of(ExitCode.USAGE, "\"" + text + "\" (--every) is no length of time.")
                        .hint("90s, 15m, 2h, 1d or ISO 8601 such as PT15M, above zero"));
    }

    /** That of {@code --zone}, else that of this machine. */
    static ZoneId zone(Call call) {
        return call.option(ZONE.name()).map(ScheduleValues::zone).orElseGet(() -> machineZone(call.host()));
    }

    /** A zone by its name in the tz database; an offset is refused, because it knows no clock changes. */
    static ZoneId zone(String name) {
        var known = ZoneId.getAvailableZoneIds();
        if (known.contains(name)) {
            return ZoneId.of(name);
        }
        var near = near(name, known);
        throw Fault.of(ExitCode.USAGE, "\"" + name + "\" is no time zone.")
                .hint(
                        near.isEmpty()
                                ? "a name of the tz database, such as Europe/Berlin, America/New_York or UTC"
                                : "did you mean " + String.join(" or ", near) + "?");
    }

    /** {@code TZ} when it names a zone, as for other programs, else what the machine is set to. */
    static ZoneId machineZone(Host host) {
        return host.variable("TZ")
                .map(name -> name.startsWith(":") ? name.substring(1) : name)
                .filter(name -> ZoneId.getAvailableZoneIds().contains(name))
                .map(ZoneId::of)
                .orElseGet(ZoneId::systemDefault);
    }

    /** Up to three names: the same but for case, of that city, or with few other letters. */
    private static List<String> near(String name, Collection<String> known) {
        var wanted = name.strip().replace(' ', '_').toLowerCase(Locale.ROOT);
        var city = wanted.substring(wanted.lastIndexOf('/') + 1);
        var same = known.stream()
                .filter(each -> each.toLowerCase(Locale.ROOT).equals(wanted)
                        || !city.isEmpty() && each.toLowerCase(Locale.ROOT).endsWith("/" + city))
                .sorted()
                .limit(3)
                .toList();
        if (!same.isEmpty()) {
            return same;
        }
        var cities = known.stream()
                .filter(each -> each.indexOf('/') > 0 && !each.startsWith("Etc/"))
                .toList();
        return Nearest.to(name, known)
                .or(() -> Nearest.to(
                                city,
                                cities.stream()
                                        .map(each -> each.substring(each.lastIndexOf('/') + 1)
                                                .toLowerCase(Locale.ROOT))
                                        .toList())
                        .flatMap(nearest -> cities.stream()
                                .filter(each -> each.toLowerCase(Locale.ROOT).endsWith("/" + nearest))
                                .sorted()
                                .findFirst()))
                .map(List::of)
                .orElse(List.of());
    }
}
