package bwdc.cli;

/** {@code bwdc logout}: forgets the organization's API key and tokens. */
final class LogoutCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("logout", "Forget the organization's API key.")
                .notes("Settings and the state of the last sync stay.")
                .examples(Spec.example("bwdc logout", "sign out"));
    }

    @Override
    public Result run(Call call) {
        call.workspace().lock();
        call.workspace().logins().requireStored();
        call.workspace().logins().signOut();
        return Result.Message.of("You have logged out.");
    }
}
