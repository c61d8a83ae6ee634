package bwdc.schedule.windows;

import bwdc.host.Durations;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.Timetable.Days;
import bwdc.schedule.XmlText;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A task in the language of Task Scheduler 2.0.
 *
 * <p>Without an encoding in its first line, as Microsoft's own examples for schtasks: then the UTF-8 of the file is right for
 * schtasks, and the UTF-16 of a string in memory for Register-ScheduledTask, which refuses a string that says UTF-8.
 */
final class TaskXml {
    /** Task Scheduler ends a run when bwdc has failed to end it itself. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final String REPETITION =
            "\n       A trigger with a Repetition starts again and again; its Duration ends between the last start and the one too many.";

    private static final String TWO_KINDS =
            "\n       As in cron, a number or a weekday is enough; where both meet, IgnoreNew below drops the second start.";

    private final TaskFiles files;
    private final ScheduledJob job;
    private final Account account;
    private final Triggers triggers;

    TaskXml(TaskFiles files, Account account, Triggers triggers) {
        this.files = files;
        this.job = files.job();
        this.account = account;
        this.triggers = triggers;
    }

    String text() {
        return """
                <?xml version="1.0"?>
                <!-- A task for Windows Task Scheduler. `bwdc schedule` wrote it and will write it again. -->
                <Task version="1.3" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
                  <RegistrationInfo>
                    <Source>bwdc</Source>
                    <Description>%s</Description>
                    <URI>%s</URI>
                  </RegistrationInfo>
                %s%s%s%s</Task>
                """.formatted(
                        XmlText.of("Copies users and groups of the directory into the Bitwarden organization: "
                                + words(job.schedule()) + "."),
                        XmlText.of(files.taskName()),
                        triggers(),
                        principal(),
                        settings(),
                        actions());
    }

    private static String words(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Cron(var expression, var zone) ->
                expression.text().strip().replaceAll("\\s+", " ") + " as cron says it, " + zone;
            case Schedule.Every(var interval, var zone) -> "every " + Durations.words(interval);
        };
    }

    private String triggers() {
        return "  <!-- When. The date is only where counting begins; times are those of "
                + (triggers.suffix().isEmpty() ? "this machine's clock" : "the offset behind them") + "."
                + (triggers.repeat() ? REPETITION : "")
                + (triggers.twoKindsOfDays() ? TWO_KINDS : "")
                + " -->\n"
                + "  <Triggers>\n"
                + triggers.list().stream().map(this::trigger).collect(Collectors.joining())
                + "  </Triggers>\n";
    }

    private String trigger(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Steady steady ->
                "    <TimeTrigger>\n" + start(steady.start()) + repetition(steady.apart(), "") + "    </TimeTrigger>\n";
            case Trigger.Calendar calendar ->
                "    <CalendarTrigger>\n" + start(Trigger.FIRST.atTime(calendar.time()))
                        + (calendar.repeats()
                                ? repetition(
                                        calendar.apart(), "        <Duration>" + calendar.duration() + "</Duration>\n")
                                : randomDelay())
                        + days(calendar.days())
                        + "    </CalendarTrigger>\n";
        };
    }

    private String start(LocalDateTime time) {
        return "      <StartBoundary>"
                + DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
                        .format(time) + triggers.suffix() + "</StartBoundary>\n";
    }

    private static String repetition(Duration apart, String duration) {
        return "      <Repetition>\n        <Interval>" + apart + "</Interval>\n" + duration + "      </Repetition>\n";
    }

    private String randomDelay() {
        return triggers.repeat() || job.jitter().isZero()
                ? ""
                : "      <RandomDelay>" + job.jitter() + "</RandomDelay>\n";
    }

    private static String days(Days days) {
        if (days.everyDay()) {
            return "      <ScheduleByDay>\n        <DaysInterval>1</DaysInterval>\n      </ScheduleByDay>\n";
        }
        if (!days.everyWeekday()) {
            return days.everyMonth()
                    ? element(
                            "ScheduleByWeek",
                            "        <WeeksInterval>1</WeeksInterval>\n" + names("DaysOfWeek", weekdays(days)))
                    : element(
                            "ScheduleByMonthDayOfWeek",
                            values("Weeks", "Week", Stream.of("1", "2", "3", "4", "Last"))
                                    + names("DaysOfWeek", weekdays(days))
                                    + names("Months", months(days)));
        }
        return element(
                "ScheduleByMonth",
                values("DaysOfMonth", "Day", days.daysOfMonth().stream().map(Object::toString))
                        + names("Months", months(days)));
    }

    private static String element(String name, String content) {
        return "      <" + name + ">\n" + content + "      </" + name + ">\n";
    }

    private static String values(String list, String each, Stream<String> values) {
        return values.map(value -> "<" + each + ">" + value + "</" + each + ">")
                .collect(Collectors.joining("", "        <" + list + ">", "</" + list + ">\n"));
    }

    private static String names(String list, List<String> names) {
        return names.stream()
                .map(name -> "<" + name + "/>")
                .collect(Collectors.joining("", "        <" + list + ">", "</" + list + ">\n"));
    }

    private static List<String> weekdays(Days days) {
        return days.weekdays().stream()
                .map(day -> java.time.DayOfWeek.of(day == 0 ? 7 : day).getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .toList();
    }

    private static List<String> months(Days days) {
        return days.months().stream()
                .map(month -> java.time.Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .toList();
    }

    private String principal() {
        return "  <!-- Who: " + account.logon().words() + ". It runs whether anybody is logged on or not. -->\n"
                + "  <Principals>\n    <Principal id=\"Author\">\n"
                + account.name()
                        .map(name -> "      <UserId>" + XmlText.of(name) + "</UserId>\n")
                        .orElse("")
                + (account.logon().element().isEmpty()
                        ? ""
                        : "      " + account.logon().element() + "\n")
                + "      <RunLevel>LeastPrivilege</RunLevel>\n    </Principal>\n  </Principals>\n";
    }

    private String settings() {
        return """
                  <Settings>
                    <!-- A run that is still going is left alone; the new one is dropped. -->
                    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
                    <!-- Servers have no batteries, laptops sync all the same. -->
                    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
                    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
                    <!-- A run missed while the machine was off is made up for once it is on. -->
                    <StartWhenAvailable>true</StartWhenAvailable>
                    <Enabled>true</Enabled>
                    <!-- bwdc ends itself after %s; this is for when it cannot. -->
                    <ExecutionTimeLimit>%s</ExecutionTimeLimit>
                  </Settings>
                """.formatted(
                        Durations.words(job.timeLimit()),
                        job.timeLimit().plus(job.jitter()).plus(MARGIN));
    }

    private String actions() {
        return """
                  <!-- What: the batch file sets the variables that bwdc needs and runs it. -->
                  <Actions Context="Author">
                    <Exec>
                      <Command>%%SystemRoot%%\\System32\\cmd.exe</Command>
                      <Arguments>%s</Arguments>
                      <WorkingDirectory>%s</WorkingDirectory>
                    </Exec>
                  </Actions>
                """.formatted(XmlText.of("/d /s /c \"\"" + files.batch() + "\"\""), XmlText.of(files.folder()));
    }
}
