package bwdc.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bwdc.host.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's cron itself in the night of 29 March 2026, sixty times as fast: what it starts when 02:00 becomes 03:00 is what
 * {@link Upcoming} says. It sees a spool, a /run and an /etc/cron.d of its own.
 */
class DebianCronClockTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Instant JUMP = Instant.parse("2026-03-29T01:00:00Z");

    private static final List<String> JOBS = List.of(
            "30 2 * * *",
            "0,30 2 * * *",
            "0 3 * * *",
            "0 0-23 * * *",
            "@hourly",
            "*/30 2 * * *",
            "30 */2 * * *",
            "30 2 28 * *",
            "30 1-2 29 3 *",
            "0 2 * * 0");

    /** The job TICK marks minutes; the third minute is 03:01, and then all jobs of 03:00 have started. */
    private static final String SCRIPT = """
            set -e
            mount --bind "$1/spool" /var/spool/cron/crontabs
            mount --bind "$1/none" /etc/cron.d
            mount --bind /dev/null /etc/crontab
            mount -t tmpfs none /run
            TZ=Europe/Berlin faketime -f '@2026-03-29 01:58:50 x60' cron -f -L 0 &
            for i in $(seq 300); do
                [ "$(grep -c TICK "$1/log")" -lt 3 ] || break
                sleep 0.1
            done
            kill "$(cat /run/crond.pid)"
            """;

    @TempDir
    private Path folder;

    @Test
    void startsTheseJobsAtTheJump() throws IOException {
        needs("cron", "faketime", "unshare");
        var ended = Programs.run(
                LIMIT, "unshare", "-m", "sh", "-c", SCRIPT, "sh", prepared().toString());
        var lines = Files.readAllLines(folder.resolve("log"));
        assertThat(lines.stream().filter("TICK"::equals))
                .as("cron ran: %s %s %s", ended, lines, folder)
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(lines.stream()
                        .takeWhile(new Ticks()::beforeThird)
                        .filter(line -> !line.equals("TICK"))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        JOBS.stream().filter(DebianCronClockTest::startsAtJump).toList());
    }

    private static final class Ticks {
        private int seen;

        boolean beforeThird(String line) {
            seen += line.equals("TICK") ? 1 : 0;
            return seen < 3;
        }
    }

    private static boolean startsAtJump(String text) {
        var schedule = new Schedule.Cron(CronExpression.parse(text), ZoneId.of("Europe/Berlin"));
        return Upcoming.of(schedule, JUMP.minusSeconds(90))
                .findFirst()
                .filter(JUMP::equals)
                .isPresent();
    }

    private Path prepared() throws IOException {
        var log = Files.createFile(folder.resolve("log"));
        Files.createDirectory(folder.resolve("none"));
        var spool = Files.createDirectory(folder.resolve("spool"));
        var lines = Stream.concat(
                        Stream.of("* * * * * echo TICK >> " + log),
                        JOBS.stream().map(job -> job + " echo '" + job + "' >> " + log))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        var file = Files.writeString(spool.resolve("root"), lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return folder;
    }

    private static void needs(String... programs) {
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can start cron");
        for (var program : programs) {
            assumeTrue(Programs.run(LIMIT, "which", program).well(), "skipped: " + program + " is not installed");
        }
        assumeTrue(Programs.run(LIMIT, "unshare", "-m", "true").well(), "skipped: no mounts of one's own here");
    }
}
