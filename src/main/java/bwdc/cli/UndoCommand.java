package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.JsonObject;
import bwdc.run.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code bwdc undo}: puts back what a run changed. */
final class UndoCommand implements Command {
    private static final String AGAIN = "Unless the directory or its filter is mended, a later sync does it again.";

    @Override
    public Spec spec() {
        return Spec.of("undo", "Put back what a run changed in the organization, as far as the server allows.")
                .arguments(Spec.required("run", "its number, see bwdc history"))
                .options(
                        Spec.flag("yes", "do not ask"),
                        Spec.flag("json", "for programs: what is put back and what is not"))
                .notes(
                        "Shows what it is going to do and asks. Memberships and names of groups come back, invitations that"
                                + " nobody has taken are withdrawn, people who were removed are invited again.",
                        "What has changed since the run stays. The latest 20 runs that changed something can be undone.")
                .examples(
                        Spec.example("bwdc undo 42", "shows it, and asks"),
                        Spec.example("bwdc undo 42 --yes", "in a script"));
    }

    @Override
    public Result run(Call call) {
        var workspace = call.workspace();
        workspace.lock();
        var number = number(call.words().getFirst());
        var record = workspace
                .undo()
                .read(number)
                .orElseThrow(() -> unknown(number, workspace.undo().runs()));
        var proposal = workspace.undo(record);
        if (proposal.lines().isEmpty()) {
            return report(call, "Nothing of run " + number + " can be put back.", proposal, List.of());
        }
        if (!call.has("yes")) {
            show(call, number, proposal);
            if (!Prompt.agrees(call, "Do it?", "--yes")) {
                throw Fault.of(ExitCode.USAGE, "Nothing was changed.").hint("y, or --yes where nobody can answer");
            }
        }
        new RecordedUndo(call, number).run(proposal);
        return report(call, "Run " + number + " is undone.", proposal, proposal.lines());
    }

    private static long number(String text) {
        if (!text.matches("#?[0-9]{1,18}")) {
            throw Fault.of(ExitCode.USAGE, "\"" + text + "\" is not the number of a run.")
                    .hint("bwdc history shows them");
        }
        return Long.parseLong(text.replace("#", ""));
    }

    private static Fault unknown(long number, List<Long> runs) {
        return Fault.of(ExitCode.USAGE, "There is no record of what run " + number + " changed.")
                .hint(
                        runs.isEmpty()
                                ? "no run has changed anything that could be put back"
                                : "these can be undone: "
                                        + runs.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    private static void show(Call call, long number, Undo.Proposal proposal) {
        var err = call.host().err();
        err.println("To undo run " + number + ":");
        proposal.lines().forEach(line -> err.println("  " + line));
        if (!proposal.remains().isEmpty()) {
            err.println("What cannot be put back:");
            proposal.remains().forEach(line -> err.println("  " + line));
        }
        err.println(AGAIN);
    }

    private static Result report(Call call, String title, Undo.Proposal proposal, List<String> done) {
        var data = new JsonObject().put("object", "undo").put("done", done).put("remains", proposal.remains());
        List<String> lines = new ArrayList<>();
        lines.add(title);
        done.forEach(line -> lines.add("  " + line));
        if (!proposal.remains().isEmpty()) {
            lines.add("What could not be put back:");
            proposal.remains().forEach(line -> lines.add("  " + line));
        }
        if (!done.isEmpty()) {
            lines.add(AGAIN);
        }
        return call.has("json") ? new Result.Data(data) : new Result.Report(String.join("\n", lines), data);
    }
}
