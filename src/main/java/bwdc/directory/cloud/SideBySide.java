package bwdc.directory.cloud;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.settings.Settings;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Gatherers;

/** Asks a vendor several things at once, at most so many, and keeps the answers in the order of the questions. */
public final class SideBySide {
    private static final String SETTING = "sync.parallelRequests";
    private static final int MOST = 32;

    private final int atOnce;

    public SideBySide(int atOnce) {
        this.atOnce = atOnce;
    }

    public static SideBySide of(Settings settings) {
        long number = settings.number(SETTING).orElse(8L);
        if (number < 1 || number > MOST) {
            throw Fault.of(ExitCode.SETTINGS, "The setting " + SETTING + " is " + number + ", not 1 to " + MOST + ".")
                    .hint("bwdc config " + SETTING + " 8");
        }
        return new SideBySide((int) number);
    }

    /** How many at most. */
    public int atOnce() {
        return atOnce;
    }

    /** The first problem ends all of it. */
    public <A, B> List<B> map(Collection<A> items, Function<A, B> ask) {
        return items.stream().gather(Gatherers.mapConcurrent(atOnce, ask)).toList();
    }
}
