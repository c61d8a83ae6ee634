package bwdc.directory.cloud;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.SideBySide;
import bwdc.settings.Settings;

/** How many requests a vendor gets at once. */
public final class ParallelRequests {
    private static final String SETTING = "sync.parallelRequests";
    private static final long USUAL = 8;
    private static final int MOST = 32;

    private ParallelRequests() {}

    public static SideBySide of(Settings settings) {
        long number = settings.number(SETTING).orElse(USUAL);
        if (number < 1 || number > MOST) {
            throw Fault.of(ExitCode.SETTINGS, "The setting " + SETTING + " is " + number + ", not 1 to " + MOST + ".")
                    .hint("bwdc config " + SETTING + " " + USUAL);
        }
        return new SideBySide((int) number);
    }
}
