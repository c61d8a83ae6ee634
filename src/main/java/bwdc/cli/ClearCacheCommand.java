package bwdc.cli;

/** {@code bwdc clear-cache}: the next sync reads and sends everything. */
final class ClearCacheCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("clear-cache", "Forget the last sync: the next one reads and sends everything.")
                .examples(Spec.example("bwdc clear-cache", "after a manual change in the organization"));
    }

    @Override
    public Result run(Call call) {
        call.workspace().lock();
        call.workspace().state().clear();
        call.workspace().data().save();
        return Result.Message.of("The sync cache has been cleared.");
    }
}
