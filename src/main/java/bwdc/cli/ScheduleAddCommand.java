package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Account;
import bwdc.json.JsonObject;
import bwdc.schedule.Exactness;
import bwdc.schedule.Installation;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.Scheduler;
import bwdc.schedule.SchedulerType;
import bwdc.schedule.install.JobText;
import bwdc.schedule.install.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code bwdc schedule add}: makes a scheduler run syncs. */
final class ScheduleAddCommand implements Command {
    private final List<SchedulerType> types;

    ScheduleAddCommand(List<SchedulerType> types) {
        this.types = types;
    }

    @Override
    public Spec spec() {
        return Spec.of("schedule add", "Sync at certain times: tell cron, systemd or another scheduler.")
                .arguments(Spec.required("name", "a name for the job: nightly"))
                .options(JobOptions.OPTIONS)
                .notes(
                        "As root with --user everything is made ready for that account: the account itself, its folder, the"
                                + " settings that you have tried out, the schedule, and a sign-in as that account as a last"
                                + " proof. Adding a job again changes only what is different.",
                        "The organization's client secret is never part of a schedule. It is kept where the scheduler keeps"
                                + " it best: a systemd credential, a Kubernetes secret, else the account's encrypted store.")
                .examples(
                        Spec.example(
                                "bwdc schedule add nightly --at '30 2 * * *' --zone Europe/Berlin --user bwdc",
                                "every night"),
                        Spec.example("bwdc schedule add often --every 15m", "as yourself, on this machine's scheduler"),
                        Spec.example("bwdc schedule add nightly --at @daily --dry-run", "what would be done"),
                        Spec.example(
                                "bwdc schedule add nightly --at '0 20 * * 0' --on windows --out task",
                                "files for another machine"));
    }

    @Override
    public Result run(Call call) {
        var caller = Account.current();
        var on = on(call);
        if (call.option("out").isPresent()) {
            var job = new JobOptions(call, caller).elsewhere(on);
            return written(call, job, plan(call, job, scheduler(call, on, caller)));
        }
        if (call.has("dry-run")) {
            var job = new JobOptions(call, caller).here(account(call, caller));
            return shown(call, job, plan(call, job, scheduler(call, on, caller)));
        }
        if (!Machine.has(call.host(), on)) {
            throw Fault.of(ExitCode.USAGE, "This machine is not run by " + on + ".")
                    .hint("--out FOLDER writes the files for the machine that is");
        }
        return new JobAddition(call, caller, on, scheduler(call, on, caller)).run();
    }

    private String on(Call call) {
        var on = call.option("on").orElseGet(() -> Machine.scheduler(call.host()));
        if (types.stream().noneMatch(type -> type.name().equals(on))) {
            throw Fault.of(ExitCode.USAGE, "There is no scheduler \"" + on + "\".")
                    .hint("one of "
                            + String.join(
                                    ", ",
                                    types.stream().map(SchedulerType::name).toList()));
        }
        return on;
    }

    private Scheduler scheduler(Call call, String on, Account caller) {
        return Schedulers.of(types, on, caller, call);
    }

    private static Account account(Call call, Account caller) {
        return call.option("user")
                .map(name -> Account.find(name).orElseGet(() -> new Account(name, Path.of("/var/lib", name))))
                .orElse(caller);
    }

    /** What is to be done, once it is certain that the scheduler keeps the times. */
    static Installation plan(Call call, ScheduledJob job, Scheduler scheduler) {
        var installation = scheduler.plan(job);
        var notes = Stream.concat(
                        installation.notes().stream(),
                        Exactness.check(scheduler, job, call.host().clock().instant()).stream())
                .toList();
        return new Installation(
                installation.files(), installation.blocks(), installation.enable(), installation.disable(), notes);
    }

    private static Result shown(Call call, ScheduledJob job, Installation installation) {
        var text = new StringBuilder();
        for (var file : installation.files()) {
            text.append("file ")
                    .append(file.path())
                    .append(" (mode ")
                    .append(file.mode())
                    .append(")\n\n");
            text.append(file.content().indent(2)).append('\n');
        }
        for (var block : installation.blocks()) {
            text.append("lines in the crontab of ")
                    .append(block.user().isEmpty() ? "you" : block.user())
                    .append("\n\n")
                    .append(block.lines().indent(2))
                    .append('\n');
        }
        installation
                .enable()
                .forEach(command -> text.append("command ")
                        .append(String.join(" ", command))
                        .append('\n'));
        installation.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        text.append("Nothing was changed.");
        var data = data(job, installation);
        return call.has("json") ? new Result.Data(data) : new Result.Report(text.toString(), data);
    }

    private static JsonObject data(ScheduledJob job, Installation installation) {
        return JobText.of(job)
                .put(
                        "files",
                        installation.files().stream()
                                .map(file -> new JsonObject()
                                        .put("path", file.path())
                                        .put("mode", file.mode())
                                        .put("content", file.content()))
                                .toList())
                .put(
                        "crontab",
                        installation.blocks().stream()
                                .map(block -> new JsonObject()
                                        .put("user", block.user())
                                        .put("lines", block.lines()))
                                .toList())
                .put("commands", installation.enable())
                .put("notes", installation.notes());
    }

    private static Result written(Call call, ScheduledJob job, Installation installation) {
        var folder = Path.of(call.option("out").orElseThrow());
        List<String> lines = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            for (var file : installation.files()) {
                lines.add(Files.writeString(folder.resolve(name(file.path())), file.content()) + "  belongs at "
                        + file.path());
            }
            for (var block : installation.blocks()) {
                lines.add(Files.writeString(folder.resolve("crontab"), block.lines()) + "  lines for `crontab -e`");
            }
        } catch (IOException e) {
            throw Fault.of(ExitCode.USAGE, "Cannot write into " + folder + ": " + bwdc.host.AtomicFile.reason(e))
                    .because(e);
        }
        installation.enable().forEach(command -> lines.add("there: " + String.join(" ", command)));
        installation.notes().forEach(note -> lines.add("note: " + note));
        var data = data(job, installation);
        return call.has("json") ? new Result.Data(data) : new Result.Report(String.join("\n", lines), data);
    }

    private static String name(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
