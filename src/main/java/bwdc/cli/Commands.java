package bwdc.cli;

import bwdc.demo.Demo;
import java.util.List;
import java.util.Optional;

/** All commands, in the order of the help. */
final class Commands {
    private Commands() {}

    /** @param bwdc runs a command line, for commands that show others */
    static List<Command> all(Demo.Bwdc bwdc) {
        return List.of(
                new LoginCommand(),
                new LogoutCommand(),
                new TestCommand(),
                new SyncCommand(),
                new PlanCommand(),
                new ApplyCommand(),
                new UndoCommand(),
                new HoldsCommand(),
                new ApproveCommand(),
                new RejectCommand(),
                new LastSyncCommand(),
                new StatusCommand(call -> Optional.empty()),
                new HistoryCommand(),
                new LogCommand(),
                new ConfigCommand(),
                new DataFileCommand(),
                new SecretImportCommand(),
                new ClearCacheCommand(),
                new UpdateCommand(),
                new DemoCommand(bwdc));
    }
}
