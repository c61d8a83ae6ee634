package bwdc.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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

    /**
     * Runs a program that has to succeed within two minutes.
     *
     * @return what it prints
     */
    static String run(ProcessBuilder builder) {
        try {
            var log = Files.createTempFile("tool-", ".log");
            try {
                var started = builder.redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
                var ended = started.waitFor(2, TimeUnit.MINUTES);
                var printed = Files.readString(log);
                if (!ended || started.exitValue() != 0) {
                    started.destroyForcibly();
                    throw new IllegalStateException(builder.command() + ": " + printed);
                }
                return printed;
            } finally {
                Files.delete(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
