package bwdc.schedule.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.Fault;
import bwdc.schedule.Exactness;
import bwdc.schedule.ScheduledJob;
import bwdc.testkit.Golden;
import bwdc.testkit.JobSketch;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesSchedulerTest {
    private static final Instant FROM = Instant.parse("2026-03-20T10:11:12Z");

    private final KubernetesScheduler kubernetes = new KubernetesScheduler();

    @Test
    void sundayEvening() {
        check(
                "kubernetes/sunday-evening",
                JobSketch.container("0 20 * * 0")
                        .jitter(Duration.ofMinutes(10))
                        .environment(Map.of(
                                "BW_CLIENTID", "organization.5e59d3ab-0000-0000-0000-000000000000",
                                "BWDC_LDAP_HOSTNAME", "dc1.company.com",
                                "BWDC_LDAP_USERNAME", "sync@company.com",
                                "BWDC_SYNC_USERS", "true"))
                        .credentials(
                                new ScheduledJob.Credential("client-secret", "/root/bwdc/client-secret", false),
                                new ScheduledJob.Credential("ldap-password", "/root/bwdc/ldap password", false)));
    }

    @Test
    void numberOrWeekdayInNewYork() {
        check(
                "kubernetes/number-or-weekday",
                JobSketch.container("*/20 22,23 1-31/10 jan-mar mon,7")
                        .user("1000")
                        .zones(ZoneId.of("America/New_York"), JobSketch.BERLIN));
    }

    private void check(String folder, JobSketch sketch) {
        Golden.compare(folder, kubernetes.plan(sketch.job()));
        Exactness.check(kubernetes, sketch.job(), FROM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0 20 * * 7; 0 20 * * 0", "30 2 * * *; 30 2 * * *", "*/15 8-17 * * mon-fri; */15 8-17 * * 1-5",
                        "0 3 1-31 * 1; 0 3 * * *",
                "0 3 */2 * *; 0 3 */2 * *", "0 3 1-31/2 * 1; 0 3 1-31/2 * 1", "0 3 * * */2; 0 3 * * */2",
                        "@daily; 0 0 * * *",
                "0-59 * * * *; * * * * *", "5,6,7,30 1,3 1,15 6 *; 5-7,30 1,3 1,15 6 *", "0 3 13 * 5; 0 3 13 * 5",
                        "* * * * *; * * * * *",
                "2-58/7 0 * */5 *; 2-58/7 0 * */5 *"
            })
    void expressionsAreExact(String typed, String written) {
        var job = JobSketch.container(typed).job();
        assertThat(manifest(job)).contains("\n  schedule: \"" + written + "\"\n");
        Exactness.check(kubernetes, job, FROM);
    }

    @ParameterizedTest
    @CsvSource({"PT15M, */15 * * * *", "PT1H, 0 * * * *", "PT6H, 0 */6 * * *", "P1D, 0 0 * * *", "PT1M, * * * * *"})
    void intervalsOfTheClockAreExact(String interval, String written) {
        var job = JobSketch.container("0 0 * * *")
                .every(interval, JobSketch.BERLIN)
                .job();
        assertThat(manifest(job)).contains("\n  schedule: \"" + written + "\"\n");
        Exactness.check(kubernetes, job, FROM);
    }

    @ParameterizedTest
    @CsvSource({
        "PT7M, intervals of 7m, --every 6m or --every 10m",
        "PT90M, intervals of 1h30m, --every 1h or --every 2h",
        "P2D, intervals of 48h, --every 24h",
        "PT90S, intervals of 1m30s, --every 1m or --every 2m"
    })
    void otherIntervalsAreRefused(String interval, String sentence, String hint) {
        refused(
                JobSketch.container("0 0 * * *")
                        .every(interval, JobSketch.BERLIN)
                        .job(),
                sentence,
                hint);
    }

    /** cron(8) takes a star with a step for a star, so both must fit; for Kubernetes one of them is enough. */
    @Test
    void aStarWithAStepBesideAWeekdayIsRefused() {
        refused(JobSketch.container("0 3 */2 * 1").job(), "cannot ask for both", "a star with a step");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, Europe/Berlin",
        "UTC, Etc/UTC",
        "Z, Etc/UTC",
        "+02:00, Etc/GMT-2",
        "-05:00, Etc/GMT+5",
        "Asia/Kolkata, Asia/Kolkata",
        "Etc/GMT-3, Etc/GMT-3"
    })
    void zonesHaveTheirIanaNames(String zone, String name) {
        var job = JobSketch.container("0 3 * * *")
                .zones(ZoneId.of(zone), JobSketch.BERLIN)
                .job();
        assertThat(manifest(job)).contains("\n  timeZone: \"" + name + "\"\n");
        Exactness.check(kubernetes, job, FROM);
    }

    @Test
    void zonesWithoutANameAreRefused() {
        refused(
                JobSketch.container("0 3 * * *")
                        .zones(ZoneId.of("+05:30"), JobSketch.BERLIN)
                        .job(),
                "not as +05:30",
                "Asia/Kolkata");
    }

    @Test
    void whatAClusterDoesNotTakeIsRefused() {
        var job = JobSketch.container("0 3 * * *");
        refused(job.named("Nightly_Sync.").job(), "bwdc-Nightly_Sync.", "call the job nightly-sync");
        refused(job.named("n".repeat(64)).job(), "at most 52", "call the job " + "n".repeat(47));
        refused(job.user("svc").job(), "not as svc", "65532");
        refused(job.user("0").job(), "not as 0", "65532");
        refused(job.places("i", "/var:lib", "/var:lib/x").job(), "mounted at /var:lib", "colon");
        refused(job.places("i", "state", "state/x").job(), "mounted at state", "absolute");
        refused(job.places("i", "/var/lib/bwdc", "/var/log/x").job(), "read-only", "/var/lib/bwdc/bwdc.log");
        refused(
                job.credentials(new ScheduledJob.Credential("client-secret", "/s.cred", true))
                        .job(),
                "Only systemd",
                "--on systemd");
    }

    private void refused(ScheduledJob job, String sentence, String hint) {
        assertThatThrownBy(() -> kubernetes.plan(job)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.sentence()).contains(sentence);
            assertThat(fault.hint().orElse("")).contains(hint);
        });
    }

    private String manifest(ScheduledJob job) {
        return kubernetes.plan(job).files().getFirst().content();
    }

    @Test
    void aSkippedTimeDoesNotRunAndARepeatedOneRunsTwice() {
        var job = JobSketch.container("30 2 * * *").job();
        assertThat(kubernetes.runs(job, Instant.parse("2026-03-28T12:00:00Z")).limit(1))
                .containsExactly(Instant.parse("2026-03-30T00:30:00Z"));
        assertThat(kubernetes.runs(job, Instant.parse("2026-10-24T12:00:00Z")).limit(3))
                .containsExactly(
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-25T01:30:00Z"),
                        Instant.parse("2026-10-26T01:30:00Z"));
    }

    /** In Cairo the clock jumps at midnight of a Friday; the library then steps back to Thursday and on to Saturday. */
    @Test
    void aDayWithoutMidnightIsPassedOver() {
        var cairo = ZoneId.of("Africa/Cairo");
        var job = JobSketch.container("0 12 * * 5").zones(cairo, cairo).job();
        assertThat(kubernetes.runs(job, Instant.parse("2026-04-20T00:00:00Z")).limit(1))
                .containsExactly(Instant.parse("2026-05-01T09:00:00Z"));
        assertThatThrownBy(() -> Exactness.check(kubernetes, job, FROM))
                .hasMessageContaining("would not run at 2026-04-24");
    }

    @Test
    void aDateThatNeverComesIsRefused() {
        refused(JobSketch.container("0 3 30 2 *").job(), "never comes", "");
    }
}
