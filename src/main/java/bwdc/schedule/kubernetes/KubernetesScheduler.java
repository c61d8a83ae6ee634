package bwdc.schedule.kubernetes;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.schedule.Installation;
import bwdc.schedule.Installation.InstalledFile;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.Scheduler;
import bwdc.schedule.Timetable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The CronJob controller of Kubernetes 1.27 and newer, which knows time zones. */
public final class KubernetesScheduler implements Scheduler {
    /** By custom the user of images that have no root. */
    private static final String NOBODY = "65532";

    private final String folder;

    /** Manifests are kept in {@code /etc/bwdc}. */
    public KubernetesScheduler() {
        this("/etc/bwdc");
    }

    /** @param folder where manifests are kept, on the machine with kubectl */
    public KubernetesScheduler(String folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public Installation plan(ScheduledJob job) {
        var secret = MountedSecret.of(job);
        var name = Names.object(job.name());
        var table = table(job.schedule());
        var text = new Manifest(
                        Names.checkPaths(job),
                        secret,
                        name,
                        expression(job.schedule(), table),
                        Names.zone(job.schedule().zone()),
                        job.user().map(Names::user).orElse(NOBODY))
                .text();
        var path = folder + "/" + name + ".yaml";
        return new Installation(
                List.of(new InstalledFile(path, text, "644")),
                List.of(),
                List.of(List.of("kubectl", "apply", "-f", path)),
                List.of(List.of("kubectl", "delete", "cronjob", name, "--ignore-not-found")),
                notes(secret, name));
    }

    private static List<String> notes(MountedSecret secret, String name) {
        var notes = new ArrayList<String>();
        notes.add("The secret is made once, before the first run: " + secret.command(name));
        if (!secret.variables().containsKey("BW_CLIENTID")) {
            notes.add("A run signs in by itself when BW_CLIENTID is among its variables; it is not.");
        }
        notes.add("The volume outlives the job; kubectl delete pvc " + name + " removes it.");
        return notes;
    }

    private static Timetable table(Schedule schedule) {
        var table = Timetable.of(schedule).orElseThrow(() -> Intervals.refused(schedule));
        if (!table.days().stream().allMatch(CronText::canSay)) {
            throw Fault.of(
                            ExitCode.USAGE,
                            "Kubernetes runs a job on days that have the number or the weekday; it cannot ask for both.")
                    .hint(
                            "a star with a step counts as a number there; give the day of the month or the weekday, and a * for"
                                    + " the other");
        }
        return table;
    }

    private static String expression(Schedule schedule, Timetable table) {
        var hours = table.hours(table.minutes().getFirst());
        if (!table.minutes().stream().map(table::hours).allMatch(hours::equals)) {
            throw Intervals.refused(schedule);
        }
        return CronText.of(table.minutes(), hours, table);
    }

    @Override
    public Stream<Instant> runs(ScheduledJob job, Instant from) {
        return new ClusterCron(table(job.schedule()), job.schedule().zone()).after(from);
    }
}
