package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.run.HoldsFile;
import bwdc.sync.Hold;
import bwdc.sync.Holds;
import java.util.stream.Collectors;

/** A hold that somebody decides about, and where all of them are kept. */
record Decision(HoldsFile file, Holds holds, Hold hold) {

    /**
     * The hold whose number was typed; others are kept from changing it meanwhile.
     *
     * @throws Fault with exit code 2 when there is none, or it can no longer be decided
     */
    static Decision open(Call call) {
        var workspace = call.workspace();
        workspace.lock();
        var file = workspace.holds();
        var holds = file.read();
        var word = call.word(0).orElse("");
        var hold = holds.holds().stream()
                .filter(each -> Long.toString(each.number()).equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(word, holds));
        if (hold.expires() <= call.host().clock().instant().getEpochSecond()) {
            throw Fault.of(ExitCode.USAGE, "Hold " + word + " has expired.")
                    .hint("bwdc sync looks again and gives it a new number");
        }
        return new Decision(file, holds, hold);
    }

    private static Fault unknown(String word, Holds holds) {
        var numbers =
                holds.holds().stream().map(each -> Long.toString(each.number())).collect(Collectors.joining(", "));
        return Fault.of(ExitCode.USAGE, "There is no hold " + word + ".")
                .hint(
                        numbers.isEmpty()
                                ? "nothing waits; a hold goes when the directory changes or it was done"
                                : "bwdc holds shows what waits: " + numbers);
    }

    void write(Holds changed) {
        file.write(changed);
    }
}
