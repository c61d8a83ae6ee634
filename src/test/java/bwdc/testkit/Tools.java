package bwdc.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine that tests ask for their opinion. */
public final class Tools {
    private Tools() {}

    /** Skips the test, saying which one, unless the program is on the PATH. */
    public static void need(String program) {
        var path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        for (var folder : path.split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return;
            }
        }
        Assumptions.abort("the program " + program + " is not installed");
    }
}
