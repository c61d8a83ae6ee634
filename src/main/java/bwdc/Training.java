package bwdc;

import bwdc.cli.Program;
import bwdc.demo.TrainingServers;
import bwdc.host.Host;
import bwdc.host.Platform;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Goes once through what every day's commands do, while the JDK notes which classes that takes. */
final class Training {
    private Training() {}

    public static void main(String[] args) throws IOException {
        var program = Main.program(status -> {});
        var servers = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrainingServers.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = servers.inputReader(StandardCharsets.UTF_8);
                var orders = servers.outputWriter(StandardCharsets.UTF_8)) {
            var environments = environments(line(said));
            for (var kind : List.of("plain", "encrypted")) {
                for (var line : List.of(
                        "login",
                        "test",
                        "sync",
                        "clear-cache",
                        "sync --job training",
                        "sync",
                        "sync --job training",
                        "status",
                        "history",
                        "last-sync users",
                        "config")) {
                    run(program, environments, kind, line);
                }
            }
            // A directory that tells of changes: everything, nothing new, and a change.
            run(program, environments, "telling", "sync");
            run(program, environments, "telling", "sync");
            orders.write("change\n");
            orders.flush();
            line(said);
            run(program, environments, "telling", "sync");
        } finally {
            servers.destroy();
        }
        System.exit(0);
    }

    private static JsonObject environments(String line) throws IOException {
        if (Json.parse(line.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject known) {
            return known;
        }
        throw new IOException("the servers of the training say " + line);
    }

    private static String line(BufferedReader said) throws IOException {
        var line = said.readLine();
        if (line == null) {
            throw new IOException("the servers of the training ended");
        }
        return line;
    }

    private static void run(Program program, JsonObject environments, String kind, String line) {
        Map<String, String> environment = new HashMap<>();
        var variables = environments.object(kind).orElseThrow();
        variables
                .keys()
                .forEach(name -> environment.put(name, variables.text(name).orElseThrow()));
        var nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var host = new Host(
                environment,
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                System.console(),
                Clock.systemUTC(),
                Platform.of(System.getProperty("os.name")));
        int status = program.run(host, List.of(line.split(" ", -1)));
        if (status != 0) {
            throw new IllegalStateException("bwdc " + line + " ended with " + status);
        }
    }
}
