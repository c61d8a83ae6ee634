package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;

/** How many of something a command is to print. */
final class Count {
    static final String OPTION = "count";

    private static final int MOST = 100_000;

    private Count() {}

    /** @throws Fault when it is no whole number above zero, or beyond all reason */
    static int of(Call call, int usual) {
        return call.option(OPTION).map(Count::parse).orElse(usual);
    }

    private static int parse(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count > 0 && count <= MOST) {
                return count;
            }
        } catch (NumberFormatException e) {
            // Told below like any other wrong number.
        }
        throw Fault.of(ExitCode.USAGE, "\"" + text + "\" (--count) is no number from 1 to " + MOST + ".");
    }
}
