package bwdc.cli;

import static bwdc.cli.Spec.example;
import static bwdc.cli.Spec.flag;
import static bwdc.cli.Spec.valued;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.JsonObject;
import bwdc.run.History;
import bwdc.run.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code bwdc history}: the last runs. */
final class HistoryCommand implements Command {
    private static final int USUAL = 20;

    @Override
    public Spec spec() {
        return Spec.of("history", "List the last runs.")
                .options(
                        new Spec.Option("n", "lines", "number", "how many; " + USUAL + " when not given"),
                        valued("job", "name", "only those of this job"),
                        flag("json", "print JSON"))
                .notes("The newest comes first. About the last thousand are kept.")
                .examples(
                        example("bwdc history", "when, how long, what came of it"),
                        example("bwdc history -n 1 --json", "the last run, for programs"));
    }

    @Override
    public Result run(Call call) {
        var count = number(call, USUAL);
        var records = records(call);
        var last = records.subList(Math.max(0, records.size() - count), records.size())
                .reversed();
        var data = new JsonObject()
                .put("object", "history")
                .put("runs", last.stream().map(RunRecord::json).toList());
        if (call.has("json")) {
            return new Result.Data(data);
        }
        return new Result.Report(last.isEmpty() ? "No run yet." : table(last), data);
    }

    /** Those that are asked for, oldest first, the one that is going on last. */
    static List<RunRecord> records(Call call) {
        var history = new History(JobRuns.folder(call), call.output()::warning);
        List<RunRecord> records = new ArrayList<>(history.records());
        history.running().ifPresent(records::add);
        return records.stream().filter(wanted(call.option("job"))).toList();
    }

    private static java.util.function.Predicate<RunRecord> wanted(Optional<String> job) {
        return record -> job.isEmpty() || record.job().equals(job);
    }

    /** The number of {@code -n}. */
    static int number(Call call, int usual) {
        return call.option("lines")
                .map(text -> {
                    if (!text.matches("[1-9][0-9]{0,6}")) {
                        throw Fault.of(ExitCode.USAGE, "\"" + text + "\" (-n) is no number of lines.");
                    }
                    return Integer.valueOf(text);
                })
                .orElse(usual);
    }

    private static String table(List<RunRecord> records) {
        var table = new Table()
                .row("run", "started", "took", "trigger", "job", "outcome", "exit", "groups", "users", "error");
        for (var each : records) {
            var size = each.counts().sent().or(() -> each.counts().read());
            table.row(
                    Long.toString(each.number()),
                    Times.local(each.started()),
                    each.took().map(Times::words).orElse(""),
                    each.trigger().text()
                            + each.undoes().map(run -> " of " + run).orElse(""),
                    each.job().orElse(""),
                    each.outcome().text(),
                    each.exitCode().map(code -> Integer.toString(code)).orElse(""),
                    size.map(known -> Long.toString(known.groups())).orElse(""),
                    size.map(known -> Long.toString(known.users())).orElse(""),
                    each.error().orElse(""));
        }
        return table.text();
    }
}
