package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.run.History;
import bwdc.run.RunRecorder;
import bwdc.run.Trigger;
import bwdc.run.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One undo as a run of its own, in the history and the log; its caller holds the lock. */
final class RecordedUndo {
    private final Call call;
    private final long undone;
    private final RunRecorder recorder;

    /** @param undone the number of the run that is taken back */
    RecordedUndo(Call call, long undone) {
        this.call = call;
        this.undone = undone;
        var folder = call.workspace().folder();
        recorder = new RunRecorder(
                new History(folder, call.output()::warning),
                LogTarget.ofFolder(call).log(),
                call.host().clock(),
                Trigger.UNDO,
                Optional.empty(),
                folder.toString());
    }

    /** @throws Fault when not all of it could be put back, after that is recorded */
    void run(Undo.Proposal proposal) {
        recorder.beginUndo(call.release().version(), undone);
        try {
            change(proposal);
            recorder.undone(proposal.lines());
        } catch (Fault fault) {
            recorder.failed(fault);
            throw fault;
        } catch (RuntimeException | Error bug) {
            recorder.broke(bug);
            throw bug;
        }
    }

    private void change(Undo.Proposal proposal) {
        List<String> trouble = new ArrayList<>();
        proposal.changes().accept(trouble::add);
        if (!trouble.isEmpty()) {
            throw Fault.of(ExitCode.BITWARDEN, "Not everything of run " + undone + " could be put back.")
                    .details(trouble)
                    .hint("bwdc undo " + undone + " tries the rest again");
        }
    }
}
