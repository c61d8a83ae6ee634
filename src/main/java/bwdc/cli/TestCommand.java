package bwdc.cli;

import bwdc.sync.SyncEngine;

/** {@code bwdc test}: reads the directory and prints it, sends and saves nothing. */
final class TestCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("test", "Read the directory and print what was found; send nothing.")
                .options(Spec.flag("l", "last", "only what changed since the last successful sync"))
                .notes("Prints JSON: groups with the external ids of their users, enabled, disabled and deleted users.")
                .examples(
                        Spec.example("bwdc test", "everything"),
                        Spec.example("bwdc --pretty test", "indented"),
                        Spec.example("bwdc test --last", "only changes"));
    }

    @Override
    public Result run(Call call) {
        var workspace = call.workspace();
        workspace.logins().require();
        var company = workspace.run(workspace.notices()).test(call.has("last"));
        SyncEngine.problems(company, workspace.settings().sync())
                .forEach(problem -> call.output().warning("a sync would be refused: " + problem));
        return new Result.Data(TestReport.of(company));
    }
}
