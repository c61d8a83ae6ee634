package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;

/** {@code bwdc update}: asks the release address that the build was given whether there is a newer version. */
final class UpdateCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("update", "Ask whether there is a newer version.")
                .notes("--raw prints only the address of the download.")
                .examples(Spec.example("bwdc update", "the newest version"));
    }

    @Override
    public Result run(Call call) {
        throw Fault.of(ExitCode.UNEXPECTED, "This build of bwdc was given no release address to ask.")
                .hint("the version you have is " + call.version() + "; get newer ones where you got this one");
    }
}
