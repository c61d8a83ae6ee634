package bwdc.schedule.launchd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.Fault;
import bwdc.schedule.Exactness;
import bwdc.schedule.Installation;
import bwdc.schedule.ScheduledJob;
import bwdc.testkit.Golden;
import bwdc.testkit.HostileText;
import bwdc.testkit.JobSketch;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

class LaunchdSchedulerTest {
    private static final Instant FROM = Instant.parse("2026-03-20T10:11:12Z");

    /** Of launchd.plist(5), those that are written, and what they hold. */
    private static final Map<String, Class<?>> KEYS = Map.ofEntries(
            Map.entry("Label", String.class),
            Map.entry("UserName", String.class),
            Map.entry("ProgramArguments", List.class),
            Map.entry("WorkingDirectory", String.class),
            Map.entry("EnvironmentVariables", Map.class),
            Map.entry("StartCalendarInterval", List.class),
            Map.entry("StartInterval", Long.class),
            Map.entry("StandardOutPath", String.class),
            Map.entry("StandardErrorPath", String.class),
            Map.entry("Umask", Long.class),
            Map.entry("ProcessType", String.class),
            Map.entry("LowPriorityIO", Boolean.class),
            Map.entry("Nice", Long.class),
            Map.entry("ExitTimeOut", Long.class));

    private final LaunchdScheduler launchd = new LaunchdScheduler();

    @Test
    void sundayEvening() throws Exception {
        check("launchd/sunday-evening", launchd, JobSketch.mac("0 20 * * 0").jitter(Duration.ofMinutes(10)));
    }

    @Test
    void numberOrWeekday() throws Exception {
        check("launchd/number-or-weekday", launchd, JobSketch.mac("30 2 1,31 * 5"));
    }

    @Test
    void agentWithInterval() throws Exception {
        check(
                "launchd/agent-every-seven-minutes",
                new LaunchdScheduler("/Users/ann", 501),
                JobSketch.mac("0 0 * * *")
                        .user(null)
                        .every("PT7M", JobSketch.BERLIN)
                        .credentials(new ScheduledJob.Credential("client-secret", "/Users/ann/secret", false)));
    }

    private static void check(String folder, LaunchdScheduler scheduler, JobSketch sketch) throws Exception {
        var installation = scheduler.plan(sketch.job());
        Golden.compare(folder, installation);
        read(installation);
        Exactness.check(scheduler, sketch.job(), FROM);
    }

    private static Map<?, ?> read(Installation installation) throws Exception {
        var list = PropertyLists.read(installation.files().getFirst().content());
        list.forEach(
                (key, value) -> assertThat(value).as(key.toString()).isInstanceOf(KEYS.getOrDefault(key, Void.class)));
        return list;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0 20 * * 0; 1", "30 2 * * *; 1", "* * * * *; 1", "*/15 * * * *; 4", "7,9 * * * *; 2", "* 9 * * *; 60",
                "0 8,12,18 * * 1-5; 15", "*/15 8-17 * * 1-5; 200", "0 3 1,15 * *; 2", "0 3 30 * *; 11", "0 3 31 * *; 7",
                        "0 3 13 * 5; 2",
                "0 3 29 3 *; 1", "0 3 * 6,7 *; 2", "0 3 1-31 * 1; 1", "* * * * 1-5; 300", "0 3 1-7 1,7 *; 14",
                        "0 0 1 1 *; 1"
            })
    void momentsAreExact(String expression, int moments) throws Exception {
        var job = JobSketch.mac(expression).job();
        var list = (List<?>) read(launchd.plan(job)).get("StartCalendarInterval");
        assertThat(list).hasSize(moments);
        Exactness.check(launchd, job, FROM);
    }

    @ParameterizedTest
    @CsvSource({"PT7M", "PT90S", "PT15M", "PT90M", "PT6H", "PT48H"})
    void intervalsAreExact(String interval) throws Exception {
        var job = JobSketch.mac("0 0 * * *").every(interval, JobSketch.BERLIN).job();
        read(launchd.plan(job));
        Exactness.check(launchd, job, FROM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "*/5 8-17 * * 1-5; has 600, more than 400; take at most 80 times a day",
                "0 3 */2 * 1; both a certain number and a certain weekday; 1,15",
                "0 3 * 6 1; on weekdays of certain months only; weekdays of every month",
                "0 3 1 6 1; on weekdays of certain months only; weekdays of every month",
                "0 3 29 * *; on 29 February; up to the 28th",
                "0 3 30 2 *; never comes; that the month has"
            })
    void whatItCannotSayIsRefused(String expression, String sentence, String hint) {
        refused(JobSketch.mac(expression).job(), sentence, hint);
    }

    @Test
    void anotherZoneIsRefused() {
        var job = JobSketch.mac("0 3 * * *")
                .zones(ZoneId.of("UTC"), JobSketch.BERLIN)
                .job();
        refused(job, "in Europe/Berlin, not in UTC", "--zone Europe/Berlin");
    }

    @Test
    void fractionsOfSecondsAreRefused() {
        refused(JobSketch.mac("0 0 * * *").every("PT7.5S", JobSketch.BERLIN).job(), "whole seconds", "--every 8s");
    }

    @Test
    void strangeUserNamesAreRefused() {
        refused(JobSketch.mac("0 0 * * *").user("a b").job(), "a b", "letters");
    }

    @Test
    void whatSystemdEncryptedIsRefused() {
        var job = JobSketch.mac("0 0 * * *")
                .credentials(new ScheduledJob.Credential("client-secret", "/etc/secret.cred", true))
                .job();
        refused(job, "Only systemd can decrypt", "--on systemd");
    }

    private void refused(ScheduledJob job, String sentence, String hint) {
        assertThatThrownBy(() -> launchd.plan(job)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.sentence()).contains(sentence);
            assertThat(fault.hint().orElse("")).contains(hint);
        });
    }

    @Test
    void aSkippedTimeIsLaterAndARepeatedOneComesOnce() {
        var job = JobSketch.mac("30 2 * * *").job();
        assertThat(launchd.runs(job, Instant.parse("2026-03-28T12:00:00Z")).limit(2))
                .containsExactly(Instant.parse("2026-03-29T01:30:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
        assertThat(launchd.runs(job, Instant.parse("2026-10-24T12:00:00Z")).limit(2))
                .containsExactly(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void everyHourLeavesOutTheHourThatComesAgain() {
        var job = JobSketch.mac("30 * * * *").job();
        assertThat(launchd.runs(job, Instant.parse("2026-10-25T00:00:00Z")).limit(2))
                .containsExactly(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-25T02:30:00Z"));
        assertThat(launchd.runs(job, Instant.parse("2026-03-29T00:00:00Z")).limit(2))
                .containsExactly(Instant.parse("2026-03-29T00:30:00Z"), Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void hostileValuesAreReadBack() throws Exception {
        for (long seed = 0; seed < 300; seed++) {
            var text = new HostileText(seed);
            var program = "/" + text.next();
            var folder = "/" + text.next();
            var log = "/" + text.next();
            var value = text.next();
            var list = read(launchd.plan(JobSketch.mac("0 0 * * *")
                    .places(program, folder, log)
                    .environment(Map.of("NOTE", value))
                    .job()));
            assertThat(list.get("ProgramArguments"))
                    .isEqualTo(List.of(program, "sync", "--job", "nightly", "--log", log, "--time-limit", "1h"));
            assertThat(list.get("WorkingDirectory")).isEqualTo(folder);
            assertThat(list.get("EnvironmentVariables"))
                    .isEqualTo(Map.of("NOTE", value, "BITWARDENCLI_CONNECTOR_APPDATA_DIR", folder));
        }
    }

    @Test
    void theDefinitionRefusesWrongLists() {
        var good = launchd.plan(JobSketch.mac("0 0 * * *").job())
                .files()
                .getFirst()
                .content();
        wrong(good.replace("<key>Label</key>", ""));
        wrong(good.replace("<true/>", "<yes/>"));
        wrong(good.replace("<true/>", "<true>1</true>"));
        wrong(good.replace("version=\"1.0\">", "version=\"2.0\">"));
        wrong(good.replace("</plist>", "<dict></dict></plist>"));
    }

    private static void wrong(String text) {
        assertThatThrownBy(() -> PropertyLists.read(text)).isInstanceOf(SAXException.class);
    }
}
