package bwdc;

import bwdc.cli.Program;
import bwdc.cli.Release;
import bwdc.host.Host;
import bwdc.host.Platform;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.IntConsumer;

/** Wires the program by hand; the only class that sees the standard streams and ends the process. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-v"))) {
            System.out.println(version());
            return;
        }
        var host = new Host(
                System.getenv(),
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                System.console(),
                Clock.systemUTC(),
                Platform.of(System.getProperty("os.name")));
        int exitCode = program(Runtime.getRuntime()::halt).run(host, List.of(args));
        host.out().flush();
        host.err().flush();
        System.exit(exitCode);
    }

    /** @param halt ends the process at once */
    static Program program(IntConsumer halt) {
        return new Program(
                new Release(version(), Main::releaseAddress),
                Path.of(System.getProperty("bwdc.home", "")),
                Catalog.SOURCES,
                Catalog.SCHEDULERS,
                halt);
    }

    private static String version() {
        var version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }

    /** The build may name one: {@code mvn -Drelease.address=…}. */
    private static Optional<String> releaseAddress() {
        try (var in = Main.class.getResourceAsStream("release.properties")) {
            var properties = new Properties();
            properties.load(in);
            return Optional.of(properties.getProperty("address", "")).filter(address -> !address.isBlank());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Text is UTF-8 everywhere, whatever the locale of cron is. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 13), true, StandardCharsets.UTF_8);
    }
}
