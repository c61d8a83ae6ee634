package bwdc.cli;

import bwdc.demo.Demo;
import bwdc.schedule.SchedulerType;
import java.util.List;

/** All commands, in the order of the help. */
final class Commands {
    private Commands() {}

    /**
     * All of them.
     *
     * @param schedulers that jobs can be given to
     * @param bwdc runs a command line, for commands that show others
     */
    static List<Command> all(List<SchedulerType> schedulers, Demo.Bwdc bwdc) {
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
                new ScheduleAddCommand(schedulers),
                new ScheduleListCommand(schedulers),
                new ScheduleShowCommand(schedulers),
                new ScheduleVerifyCommand(schedulers),
                new ScheduleRunCommand(),
                new ScheduleRemoveCommand(),
                new ScheduleExplainCommand(JobRuns::recent),
                new ScheduleNextCommand(),
                new DaemonCommand(),
                new LastSyncCommand(),
                new StatusCommand(call -> JobRuns.next(call, schedulers)),
                new HistoryCommand(),
                new LogCommand(),
                new ConfigCommand(),
                new DoctorCommand(),
                new DataFileCommand(),
                new SecretImportCommand(),
                new ClearCacheCommand(),
                new UpdateCommand(),
                new DemoCommand(bwdc));
    }
}
