package bwdc.schedule.windows;

import bwdc.schedule.Installation;
import bwdc.schedule.Installation.InstalledFile;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Windows Task Scheduler 2.0, which Windows has since Vista and Server 2008. */
public final class WindowsScheduler implements Scheduler {
    private static final String PRIVATE = "600";

    private final Logon logon;

    /** Accounts sign in without a stored password. */
    public WindowsScheduler() {
        this(Logon.S4U);
    }

    /** @param logon how ordinary accounts sign in; managed accounts and those of the system are told by their names */
    public WindowsScheduler(Logon logon) {
        this.logon = logon;
    }

    @Override
    public String name() {
        return "windows";
    }

    @Override
    public Installation plan(ScheduledJob job) {
        var files = TaskFiles.of(job);
        var triggers = Triggers.of(job);
        var account = Account.of(job.user(), logon);
        return new Installation(
                List.of(
                        new InstalledFile(files.task(), new TaskXml(files, account, triggers).text(), PRIVATE),
                        new InstalledFile(files.batch(), BatchFile.text(files, arguments(job, triggers)), PRIVATE),
                        new InstalledFile(files.script(), InstallScript.text(files, account), PRIVATE)),
                List.of(),
                List.of(enable(files, account)),
                List.of(List.of("schtasks.exe", "/delete", "/tn", files.taskName(), "/f")),
                notes(files, triggers, job));
    }

    /** Task Scheduler waits at random itself, except before repetitions, which it would move all together. */
    private static List<String> arguments(ScheduledJob job, Triggers triggers) {
        return (triggers.repeat() ? job : job.withJitter(Duration.ZERO)).arguments();
    }

    /** A password has to be asked for, which only the script does. */
    private static List<String> enable(TaskFiles files, Account account) {
        return account.logon() == Logon.PASSWORD
                ? List.of("powershell.exe", "-NoProfile", "-ExecutionPolicy", "Bypass", "-File", files.script())
                : List.of("schtasks.exe", "/create", "/tn", files.taskName(), "/xml", files.task(), "/f");
    }

    private static List<String> notes(TaskFiles files, Triggers triggers, ScheduledJob job) {
        var notes = new ArrayList<String>();
        notes.add("As administrator, powershell.exe -ExecutionPolicy Bypass -File "
                + CommandLine.argument(files.script()) + " does everything: folders, sign-in, task.");
        notes.add("The account needs the right \"Log on as a batch job\" (secpol.msc, Local Policies, User Rights"
                + " Assignment).");
        if (triggers.suffix().isEmpty()) {
            notes.add("Times are those of the machine's clock, which has to be that of "
                    + job.schedule().zone() + ".");
        }
        if (triggers.meetClockChange()) {
            notes.add("Windows does not specify what happens to a time that a change of clocks skips or repeats; times"
                    + " between 04:00 and 23:00 are safe.");
        }
        return notes;
    }

    @Override
    public Stream<Instant> runs(ScheduledJob job, Instant from) {
        return Triggers.of(job).after(from);
    }
}
