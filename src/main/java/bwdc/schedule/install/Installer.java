package bwdc.schedule.install;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Programs;
import bwdc.schedule.Installation;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.install.InstalledJob.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts jobs on this machine and takes them away. The record of a job is written before anything else changes and removed
 * after everything else is gone, so that whatever an interrupted command left behind is known, and the next one completes it.
 */
public final class Installer {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Jobs jobs;
    private final String caller;
    private final CronAccess access;

    /** @param caller whose crontab is meant when a block names nobody */
    public Installer(Jobs jobs, String caller) {
        this(jobs, caller, new CronAccess());
    }

    Installer(Jobs jobs, String caller, CronAccess access) {
        this.jobs = jobs;
        this.caller = caller;
        this.access = access;
    }

    /** The parts of an installation, in relation to what stands on this machine and what was installed before. */
    public List<Part> parts(ScheduledJob job, Installation installation, Optional<InstalledJob> earlier) {
        List<Part> wanted = new ArrayList<>();
        installation
                .files()
                .forEach(file -> wanted.add(new Part(file.path(), file.content(), file.mode(), null, null)));
        installation
                .blocks()
                .forEach(
                        block -> wanted.add(Part.block(block.user().isEmpty() ? caller : block.user(), block.lines())));
        var place = new Parts(job.name());
        return wanted.stream().map(part -> related(part, earlier, place)).toList();
    }

    private static Part related(Part part, Optional<InstalledJob> earlier, Parts place) {
        var old = earlier.stream()
                .flatMap(installed -> installed.parts().stream())
                .filter(each -> each.path().equals(part.path()))
                .findFirst();
        if (old.isPresent()) {
            var content = old.get().content();
            return new Part(
                    part.path(),
                    part.content(),
                    part.mode(),
                    old.get().before(),
                    content.equals(part.content()) ? old.get().replaced() : content);
        }
        var now = place.read(part);
        return new Part(part.path(), part.content(), part.mode(), part.content().equals(now) ? null : now, null);
    }

    /**
     * Refuses to overwrite what somebody else wrote.
     *
     * @throws Fault with exit code 3 that shows the difference
     */
    public void refuseStrangers(ScheduledJob job, List<Part> parts) {
        var place = new Parts(job.name());
        for (var part : parts) {
            var now = place.read(part);
            if (now != null && !now.equals(part.content()) && !now.equals(part.replaced())) {
                throw Fault.of(ExitCode.SETTINGS, part.title() + " was changed by hand, or is not bwdc's.")
                        .details(Difference.between(now, part.content()))
                        .hint("lines with a minus stand there and would go, lines with a plus would come; --force"
                                + " replaces them");
            }
        }
    }

    /** Whether all of it stands on this machine already. */
    public boolean stands(InstalledJob job, Optional<InstalledJob> earlier) {
        var place = new Parts(job.job().name());
        return earlier.filter(old -> old.job().equals(job.job())
                                && old.on().equals(job.on())
                                && old.allowed() == job.allowed())
                        .isPresent()
                && job.parts().stream().allMatch(place::stands);
    }

    /** Makes it so. */
    public void apply(
            InstalledJob job, CronAccess.Need need, Installation installation, Optional<InstalledJob> earlier) {
        steps(job, need, installation, earlier).forEach(Runnable::run);
    }

    /** All that changes something, in order; {@link #remove} undoes any number of them from the first on. */
    List<Runnable> steps(
            InstalledJob job, CronAccess.Need need, Installation installation, Optional<InstalledJob> earlier) {
        var place = new Parts(job.job().name());
        List<Runnable> steps = new ArrayList<>();
        steps.add(() -> jobs.write(job));
        job.job().user().ifPresent(user -> steps.add(() -> access.give(user, need)));
        earlier.ifPresent(old -> steps.add(() -> takeAwayOthers(old, job, place)));
        job.parts().forEach(part -> steps.add(() -> place.write(part)));
        installation.enable().forEach(command -> steps.add(() -> run(command)));
        return steps;
    }

    /** What the job had before and has no longer, such as the files of another scheduler. */
    private static void takeAwayOthers(InstalledJob old, InstalledJob now, Parts place) {
        if (!old.on().equals(now.on())) {
            old.disable().forEach(Installer::runIfPossible);
        }
        old.parts().stream()
                .filter(part ->
                        now.parts().stream().noneMatch(each -> each.path().equals(part.path())))
                .forEach(place::restore);
    }

    /**
     * Takes a job away and puts back what stood there before it.
     *
     * @return the parts that had been changed by hand since
     */
    public List<Part> remove(InstalledJob job, boolean force) {
        var place = new Parts(job.job().name());
        var changed = job.parts().stream()
                .filter(part -> isChanged(part, place.read(part)))
                .toList();
        if (!changed.isEmpty() && !force) {
            refuseStrangers(job.job(), changed);
        }
        job.disable().forEach(Installer::runIfPossible);
        job.parts().forEach(place::restore);
        tellSystemd(job);
        if (job.allowed()) {
            job.job().user().ifPresent(access::remove);
        }
        jobs.remove(job);
        return changed;
    }

    /** systemd remembers units whose files are gone until it looks again. */
    private static void tellSystemd(InstalledJob job) {
        if (job.on().equals("systemd")) {
            var words = new ArrayList<>(List.of("systemctl"));
            if (job.job().user().isEmpty()) {
                words.add("--user");
            }
            words.add("daemon-reload");
            runIfPossible(words);
        }
    }

    private static boolean isChanged(Part part, @Nullable String now) {
        return now != null && !now.equals(part.content()) && !now.equals(part.replaced());
    }

    private static void run(List<String> command) {
        var ended = Programs.run(LIMIT, command, Map.of(), "");
        if (!ended.well()) {
            throw Fault.of(
                            ExitCode.UNEXPECTED,
                            "`" + String.join(" ", command) + "` ended with " + ended.status() + ".")
                    .details(ended.err().lines().limit(10).toList())
                    .hint("mend this and add the job again; `bwdc schedule remove` takes away what is there by now");
        }
    }

    /** A scheduler that does not know the job any more has nothing to be told. */
    private static void runIfPossible(List<String> command) {
        Programs.run(LIMIT, command, Map.of(), "");
    }
}
