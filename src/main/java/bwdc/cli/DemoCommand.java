package bwdc.cli;

import bwdc.demo.Demo;
import bwdc.demo.Samples;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;

/** {@code bwdc demo}: a sample company, synced before your eyes. */
final class DemoCommand implements Command {
    private final Demo.Bwdc bwdc;

    DemoCommand(Demo.Bwdc bwdc) {
        this.bwdc = bwdc;
    }

    @Override
    public Spec spec() {
        return Spec.of("demo", "Watch a sample company being synced, on this machine only.")
                .options(
                        Spec.valued("source", "kind", "kind of directory: " + String.join(", ", Samples.words())),
                        Spec.flag("keep", "leave both servers up and print how to try every command"))
                .notes(
                        "Starts a directory and an organization on loopback, touches no settings, leaves nothing behind.")
                .examples(
                        Spec.example("bwdc demo", "the story"),
                        Spec.example("bwdc demo --source entra", "with another kind of directory"),
                        Spec.example("bwdc demo --keep", "servers to play with"));
    }

    @Override
    public Result run(Call call) {
        var word = call.option("source").orElse("ldap");
        var source = Samples.named(word)
                .orElseThrow(() -> Fault.of(ExitCode.USAGE, "There is no sample directory \"" + word + "\".")
                        .hint("--source " + String.join(", ", Samples.words())));
        return new Result.Done(new Demo(call.host(), bwdc).run(source, call.has("keep")));
    }
}
