package bwdc.cli;

import bwdc.directory.DirectorySnapshot;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.run.Explainer;
import bwdc.run.Gathered;
import bwdc.sync.Company;
import bwdc.sync.SyncEngine;
import java.util.Optional;

/** {@code bwdc test}: reads the directory and prints it, sends and saves nothing. */
final class TestCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("test", "Read the directory and print what was found; send nothing.")
                .options(
                        Spec.flag("l", "last", "only what changed since the last successful sync"),
                        Spec.flag("explain", "account for every member of every group instead"),
                        Spec.flag("json", "with --explain: for programs, with every name"))
                .notes("Prints JSON: groups with the external ids of their users, enabled, disabled and deleted users.")
                .examples(
                        Spec.example("bwdc test", "everything"),
                        Spec.example("bwdc --pretty test", "indented"),
                        Spec.example("bwdc test --last", "only changes"),
                        Spec.example("bwdc test --explain", "which members were not found, and what became of them"));
    }

    @Override
    public Result run(Call call) {
        var workspace = call.workspace();
        if (call.has("explain")) {
            return explain(call);
        }
        workspace.logins().require();
        var company = workspace.run(workspace.notices()).test(call.has("last"));
        SyncEngine.problems(company, workspace.settings().sync())
                .forEach(problem -> call.output().warning("a sync would be refused: " + problem));
        return new Result.Data(TestReport.of(company));
    }

    private static Result explain(Call call) {
        if (call.has("last")) {
            throw Fault.of(ExitCode.USAGE, "--explain looks at everything; --last does not go with it.");
        }
        var workspace = call.workspace();
        var gathered = new Gathered();
        var snapshot = workspace.run(workspace.notices()).look(gathered);
        if (!Explainer.sameAddress(snapshot).isEmpty()) {
            refusal(snapshot).ifPresent(reason -> call.output().warning("a sync would be refused: " + reason));
        }
        try (var source = workspace.directory();
                var inquiry = source.inquiry()) {
            var explanation = Explainer.of(snapshot, gathered, inquiry);
            var json = ExplanationText.json(explanation);
            return call.has("json") ? new Result.Data(json) : new Result.Report(ExplanationText.of(explanation), json);
        }
    }

    private static Optional<String> refusal(DirectorySnapshot snapshot) {
        try {
            Company.of(snapshot);
            return Optional.empty();
        } catch (Fault fault) {
            return Optional.of(fault.sentence().lines().findFirst().orElse(""));
        }
    }
}
