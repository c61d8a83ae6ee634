package bwdc.cli;

import static bwdc.cli.Spec.example;
import static bwdc.cli.Spec.required;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.util.Locale;

/** {@code bwdc last-sync}: when the last successful sync began. */
final class LastSyncCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("last-sync", "Print when the last successful sync began.")
                .arguments(required("object", "groups or users", "groups", "users"))
                .notes("Prints nothing when there was none.")
                .examples(
                        example("bwdc last-sync groups", "time of the groups, in UTC"),
                        example("bwdc last-sync users", "time of the users"));
    }

    @Override
    public Result run(Call call) {
        var workspace = call.workspace();
        workspace.logins().require();
        var state = workspace.state();
        var time = switch (call.word(0).orElse("").toLowerCase(Locale.ROOT)) {
            case "groups" -> state.lastGroupSync();
            case "users" -> state.lastUserSync();
            default ->
                throw Fault.of(ExitCode.USAGE, "Unknown object.")
                        .hint("bwdc last-sync groups, or bwdc last-sync users");
        };
        return new Result.Text(time.map(bwdc.run.RunState::text).orElse(null));
    }
}
