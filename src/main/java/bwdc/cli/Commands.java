package bwdc.cli;

import java.util.List;

/** All commands, in the order of the help. */
final class Commands {
    private Commands() {}

    static List<Command> all() {
        return List.of(
                new LoginCommand(),
                new LogoutCommand(),
                new TestCommand(),
                new SyncCommand(),
                new LastSyncCommand(),
                new ConfigCommand(),
                new DataFileCommand(),
                new ClearCacheCommand(),
                new UpdateCommand());
    }
}
