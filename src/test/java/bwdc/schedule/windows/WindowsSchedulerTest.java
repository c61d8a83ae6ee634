package bwdc.schedule.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.Fault;
import bwdc.schedule.Exactness;
import bwdc.schedule.ScheduledJob;
import bwdc.testkit.Golden;
import bwdc.testkit.JobSketch;
import bwdc.testkit.NodePackages;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

class WindowsSchedulerTest {
    private static final Instant FROM = Instant.parse("2026-03-20T10:11:12Z");
    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");

    private final WindowsScheduler windows = new WindowsScheduler();

    @TempDir
    private Path scripts;

    @Test
    void sundayEvening() throws Exception {
        check("windows/sunday-evening", JobSketch.windows("0 20 * * 0").jitter(Duration.ofMinutes(10)));
    }

    @Test
    void officeHoursAndFirstOfMonth() throws Exception {
        check("windows/office-hours", JobSketch.windows("*/15 8-9 1 1,7 1-5").user("CORP\\gmsa-bwdc$"));
    }

    @Test
    void everyFiveMinutes() throws Exception {
        check(
                "windows/every-five-minutes",
                JobSketch.windows("*/5 * * * *")
                        .environment(Map.of("BWDC_LDAP_USERNAME", "CORP\\sync", "NOTE", "100% \"ours\" & <theirs>"))
                        .user("SYSTEM"));
    }

    @Test
    void whoeverAddsIt() throws Exception {
        check("windows/whoever-adds-it", JobSketch.windows("0 20 * * 0").user(null));
    }

    @Test
    void passwordAndSecretFile() throws Exception {
        var installation = new WindowsScheduler(Logon.PASSWORD)
                .plan(JobSketch.windows("30 2 * * *")
                        .credentials(
                                new ScheduledJob.Credential("client-secret", "C:\\ProgramData\\bwdc\\secret", false))
                        .job());
        Golden.compare("windows/password", installation);
        schema().newValidator().validate(new StreamSource(new StringReader(xml(installation))));
    }

    private void check(String folder, JobSketch sketch) throws Exception {
        var installation = windows.plan(sketch.job());
        Golden.compare(folder, installation);
        schema().newValidator().validate(new StreamSource(new StringReader(xml(installation))));
        Exactness.check(windows, sketch.job(), FROM);
    }

    private static String xml(bwdc.schedule.Installation installation) {
        return installation.files().getFirst().content();
    }

    private static Schema schema() throws SAXException {
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(WindowsSchedulerTest.class.getResource("/bwdc/schedule/task.xsd"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0 20 * * 0; 1", "30 2 * * *; 1", "0 8,12,18 * * 1-5; 3", "*/15 * * * *; 1", "7 * * * *; 1",
                        "3,17 * * * *; 2",
                "*/15 8-17 * * 1-5; 10", "0 3 1,15 * *; 1", "0 3 31 * *; 1", "0 3 29 2 *; 1", "0 3 * 1-3 1; 1",
                        "0 3 13 * 5; 2",
                "0 3 1-7 6 1; 2", "* * * * *; 1", "* 9 * * *; 1", "*/7 * * * *; 9", "1-59/2 8-9 * * *; 2",
                        "0 0 1 1 *; 1",
                "5-50/15 0-23 * * 6; 24", "0 3 1-31 * 1; 1", "0 3 */2 * *; 1", "30 3 * */2 *; 1", "0 0 31 */2 *; 1"
            })
    void triggersAreExact(String expression, int triggers) throws Exception {
        var job = JobSketch.windows(expression).job();
        assertThat(Triggers.of(job).list()).hasSize(triggers);
        schema().newValidator().validate(new StreamSource(new StringReader(xml(windows.plan(job)))));
        Exactness.check(windows, job, FROM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT7M", "PT15M", "PT90M", "PT6H", "PT48H", "PT744H"})
    void intervalsAreExact(String interval) throws Exception {
        var job =
                JobSketch.windows("0 0 * * *").every(interval, JobSketch.BERLIN).job();
        schema().newValidator().validate(new StreamSource(new StringReader(xml(windows.plan(job)))));
        Exactness.check(windows, job, FROM);
    }

    @Test
    void halfHoursOfLordHoweAreNotRepeatedAcrossTheChangeOfClocks() {
        var job = JobSketch.windows("0 * * * *").zones(LORD_HOWE, LORD_HOWE).job();
        assertThat(Triggers.of(job).list()).hasSize(24);
        Exactness.check(windows, job, FROM);
        assertThat(Triggers.of(JobSketch.windows("*/30 * * * *")
                                .zones(LORD_HOWE, LORD_HOWE)
                                .job())
                        .list())
                .hasSize(1);
    }

    @Test
    void aZoneWithoutDaylightSavingTimeIsGivenAsOffset() {
        var job = JobSketch.windows("30 2 * * *")
                .zones(ZoneId.of("Asia/Kolkata"), JobSketch.BERLIN)
                .job();
        assertThat(xml(windows.plan(job))).contains("<StartBoundary>2020-01-01T02:30:00+05:30</StartBoundary>");
        Exactness.check(windows, job, FROM);
    }

    @Test
    void aZoneThatShowsTheSameTimeIsTheMachines() {
        var job = JobSketch.windows("30 2 * * 1")
                .zones(ZoneId.of("Europe/Paris"), JobSketch.BERLIN)
                .job();
        assertThat(xml(windows.plan(job))).contains("<StartBoundary>2020-01-01T02:30:00</StartBoundary>");
    }

    @Test
    void anotherZoneIsRefused() {
        for (var expression : new String[] {"0 20 * * 0", "0 20 * * *"}) {
            var job = JobSketch.windows(expression)
                    .zones(ZoneId.of("America/New_York"), JobSketch.BERLIN)
                    .job();
            refused(job, "in Europe/Berlin, not in America/New_York", "--zone Europe/Berlin");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0,7,20,44 0-12 * * *; this schedule needs 52; --at '*/15 0-12 * * *'",
                "0 3 */2 * 1; both a certain number and a certain weekday; a * for the other",
                "0 3 31 2 *; never comes; that the month has"
            })
    void impossibleOnesAreRefused(String expression, String sentence, String hint) {
        refused(JobSketch.windows(expression).job(), sentence, hint);
    }

    @Test
    void whatIsSuggestedWorks() {
        windows.plan(JobSketch.windows("*/15 0-12 * * *").job());
    }

    @ParameterizedTest
    @CsvSource({"PT90S, --every 2m works", "P40D, --every 744h is the longest", "PT1M30S, 2m"})
    void unevenIntervalsAreRefused(String interval, String hint) {
        refused(JobSketch.windows("0 0 * * *").every(interval, JobSketch.BERLIN).job(), "in whole minutes", hint);
    }

    private void refused(ScheduledJob job, String sentence, String hint) {
        assertThatThrownBy(() -> windows.plan(job)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.sentence()).contains(sentence);
            assertThat(fault.hint().orElse("")).contains(hint);
        });
    }

    @Test
    void pathsThatWindowsOrTheTaskCannotHoldAreRefused() {
        refused(JobSketch.windows("0 0 * * *").places("p", "C:\\%TEMP%", "l").job(), "between %", "without %");
        refused(JobSketch.windows("0 0 * * *").places("p", "C:\\a\"b", "l").job(), "a quote", "");
        refused(JobSketch.windows("0 0 * * *").places("p", "D:\\", "l").job(), "whole drive", "");
        refused(
                JobSketch.windows("0 0 * * *")
                        .places("p", "D:\\" + "x".repeat(260), "l")
                        .job(),
                "260",
                "");
    }

    @Test
    void theSchemaRefusesWhatTaskSchedulerWould() throws Exception {
        var good = xml(windows.plan(JobSketch.windows("*/15 8-9 * * 1-5").job()));
        wrong(good, "<Interval>PT15M</Interval>", "<Interval>15 minutes</Interval>");
        wrong(good, "<Interval>PT15M</Interval>", "<Interval>PT30S</Interval>");
        wrong(good, "<Interval>PT15M</Interval>", "");
        wrong(good, "<Monday/>", "<Montag/>");
        wrong(good, "<Monday/>", "<Monday>1</Monday>");
        wrong(good, "<WeeksInterval>1<", "<WeeksInterval>53<");
        wrong(good, "<MultipleInstancesPolicy>IgnoreNew", "<MultipleInstancesPolicy>Ignore");
        wrong(good, "<LogonType>S4U", "<LogonType>Batch");
        wrong(good, "<StartBoundary>2020-01-01T08:00:00", "<StartBoundary>2020-01-01 08:00");
        wrong(good, "Context=\"Author\"", "Context=\"Nobody\"");
        wrong(good, "version=\"1.3\"", "version=\"9.9\"");
        wrong(good, "2004/02/mit/task", "2004/02/task");
        wrong(good, "</Settings>", "<Colour>red</Colour></Settings>");
        wrong(
                good,
                "</Triggers>",
                good.substring(good.indexOf("<CalendarTrigger>"), good.indexOf("</Triggers>"))
                                .repeat(24) + "</Triggers>");
        var noTime = good.replaceFirst("(?s)<StartBoundary>.*?</StartBoundary>", "");
        assertThatThrownBy(() -> validate(noTime)).isInstanceOf(SAXException.class);
        validate(good);
    }

    private static void wrong(String good, String part, String instead) {
        assertThat(good).contains(part);
        assertThatThrownBy(() -> validate(good.replace(part, instead)))
                .as(instead)
                .isInstanceOf(SAXException.class);
    }

    private static void validate(String xml) throws Exception {
        schema().newValidator().validate(new StreamSource(new StringReader(xml)));
    }

    @Test
    void aSecretThatIsHandedOverNeedsNoSignIn() {
        var job = JobSketch.windows("0 20 * * 0")
                .credentials(new ScheduledJob.Credential("client-secret", "C:\\s\\secret", false))
                .job();
        var script = windows.plan(job).files().get(2).content();
        assertThat(script).contains("No sign-in is needed").doesNotContain("login\n");
    }

    @Test
    void scriptsAreOfPowerShellsGrammar() throws Exception {
        NodePackages.folder();
        var folder = Files.createDirectories(scripts.resolve("scripts"));
        for (var logon : new Logon[] {Logon.S4U, Logon.PASSWORD}) {
            for (var user : new String[] {"CORP\\svc-bwdc", "CORP\\it's \u2019quoted\u2018$", "SYSTEM"}) {
                var job = JobSketch.windows("0 20 * * 0").user(user).job();
                script(folder, logon + user.substring(0, 1) + user.length(), job, logon);
            }
        }
        script(folder, "nobody", JobSketch.windows("0 20 * * 0").user(null).job(), Logon.S4U);
        assertThat(NodePackages.run("/bwdc/schedule/powershell.mjs", folder.toString()))
                .isEqualTo("{}\n");
        Files.writeString(folder.resolve("wrong.ps1"), "foreach ($x in @('a', ) { throw \"b }\n");
        assertThat(NodePackages.run("/bwdc/schedule/powershell.mjs", folder.toString()))
                .contains("wrong.ps1");
    }

    private static void script(Path folder, String name, ScheduledJob job, Logon logon) throws Exception {
        var script = new WindowsScheduler(logon).plan(job).files().get(2);
        assertThat(script.path()).endsWith(".ps1");
        Files.writeString(folder.resolve(name + ".ps1"), script.content());
    }
}
