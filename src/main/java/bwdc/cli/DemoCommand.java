package bwdc.cli;

import bwdc.demo.Demo;

/** {@code bwdc demo}: a sample company, synced before your eyes. */
final class DemoCommand implements Command {
    private final Demo.Bwdc bwdc;

    DemoCommand(Demo.Bwdc bwdc) {
        this.bwdc = bwdc;
    }

    @Override
    public Spec spec() {
        return Spec.of("demo", "Watch a sample company being synced, on this machine only.")
                .options(Spec.flag("keep", "leave both servers up and print how to try every command"))
                .notes(
                        "Starts a directory and an organization on loopback, touches no settings, leaves nothing behind.")
                .examples(
                        Spec.example("bwdc demo", "the story"),
                        Spec.example("bwdc demo --keep", "servers to play with"));
    }

    @Override
    public Result run(Call call) {
        return new Result.Done(new Demo(call.host(), bwdc).run(call.has("keep")));
    }
}
