package bwdc.schedule.daemon;

import bwdc.schedule.CronExpression;
import bwdc.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** A daemon in simulated time, with runs that take as long and end as they are told. */
final class World {
    final SimulatedTime time;
    final Stop stop = new Stop();
    final List<Instant> runs = new ArrayList<>();
    final List<String> said = new ArrayList<>();
    Supplier<List<Schedule>> schedules = List::of;
    IntSupplier status = () -> 0;
    Duration length = Duration.ofSeconds(3);

    World(String now) {
        time = new SimulatedTime(now);
    }

    static Schedule every(Duration interval) {
        return new Schedule.Every(interval, ZoneOffset.UTC);
    }

    static Schedule cron(String expression, String zone) {
        return new Schedule.Cron(CronExpression.parse(expression), ZoneId.of(zone));
    }

    World on(Schedule... all) {
        schedules = () -> List.of(all);
        return this;
    }

    /** Lets the daemon live so long. */
    World live(Duration life, String lastSuccess) {
        time.at(time.uptime().plus(life), stop::ask);
        new Daemon(time, stop, schedules, this::run, Supervisor.NONE, journal(), next -> {}, ZoneOffset.UTC)
                .run(Optional.of(lastSuccess).filter(text -> !text.isEmpty()).map(Instant::parse));
        return this;
    }

    private int run(Runnable alive) {
        runs.add(time.now());
        time.pass(length);
        alive.run();
        return status.getAsInt();
    }

    private Journal journal() {
        return new Journal() {
            @Override
            public void info(String sentence) {
                said.add(sentence);
            }

            @Override
            public void warning(String sentence) {
                said.add("! " + sentence);
            }

            @Override
            public void line(String line) {
                said.add("> " + line);
            }
        };
    }

    /** Minutes and seconds of the runs, as hours, minutes and seconds. */
    List<String> times() {
        return runs.stream().map(run -> run.toString().substring(11, 19)).toList();
    }
}
