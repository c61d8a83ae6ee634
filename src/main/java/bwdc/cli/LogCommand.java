package bwdc.cli;

import static bwdc.cli.Spec.example;
import static bwdc.cli.Spec.flag;
import static bwdc.cli.Spec.valued;

import bwdc.run.LogFile;
import bwdc.run.LogLine;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** {@code bwdc log}: the last lines of the log, and those to come. */
final class LogCommand implements Command {
    private static final int USUAL = 50;

    @Override
    public Spec spec() {
        return Spec.of("log", "Show what runs logged.")
                .options(
                        flag("follow", "go on with new lines until it is stopped"),
                        new Spec.Option(
                                "n", "lines", "number", "how many of the last lines; " + USUAL + " when not given"),
                        valued("job", "name", "only those of this job"),
                        valued("log", "file", "another log than bwdc.log in the state folder"),
                        flag("json", "print each line as a JSON object"))
                .examples(
                        example("bwdc log", "the last runs"),
                        example("bwdc log --follow --job nightly", "what a job is doing now"),
                        example("bwdc log --log /var/log/bwdc.log -n 500", "a log elsewhere"));
    }

    @Override
    public Result run(Call call) {
        int count = HistoryCommand.number(call, USUAL);
        var file = new LogFile(call.option("log")
                .map(name -> Path.of(name).toAbsolutePath())
                .or(() -> JobRuns.named(call).map(job -> Path.of(job.log())))
                .orElseGet(() -> call.workspace().folder().resolve(LogTarget.NAME)));
        var wanted = wanted(call.option("job"), call.has("json"));
        Consumer<String> printer = line -> print(call, line);
        var follower = call.has("follow") ? Optional.of(new LogFollower(file.path())) : Optional.<LogFollower>empty();
        file.last(count, wanted).forEach(printer);
        follower.ifPresent(each -> each.follow(line -> {
            if (wanted.test(line)) {
                printer.accept(line);
            }
            return !call.host().out().checkError();
        }));
        return new Result.Done(0);
    }

    /** Lines of other programs in the same file belong to no job, and are no JSON. */
    private static Predicate<String> wanted(Optional<String> job, boolean parsed) {
        if (job.isEmpty() && !parsed) {
            return line -> true;
        }
        return line -> LogLine.parse(line)
                .filter(known -> job.isEmpty() || known.job().equals(job))
                .isPresent();
    }

    private static void print(Call call, String line) {
        var shown = call.has("json")
                ? LogLine.parse(line)
                        .map(known -> known.text(LogLine.Format.JSON))
                        .orElse(line)
                : line;
        call.host().out().println(shown);
    }
}
