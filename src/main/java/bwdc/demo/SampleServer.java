package bwdc.demo;

import bwdc.demo.sample.SampleCompany;
import bwdc.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a sample directory alone, for benchmarks and trials: {@code SampleServer SOURCE --folder FOLDER --server URL
 * [--users N --groups N --members N] [--delay MILLISECONDS]}. It writes data.json and authority.pem into the folder, prints
 * the directory's address and ends when its input does.
 */
public final class SampleServer {
    private SampleServer() {}

    public static void main(String[] args) throws IOException {
        var options = options(List.of(args));
        var company = options.containsKey("--users")
                ? SampleCompany.generated(
                        number(options, "--users"), number(options, "--groups"), number(options, "--members"))
                : AcmeFile.company();
        try (var directory = Samples.named(args[0]).orElseThrow().apply(company)) {
            directory.delay(Duration.ofMillis(Integer.parseInt(options.getOrDefault("--delay", "0"))));
            var folder = Path.of(needed(options, "--folder"));
            var data = DemoFolder.data(directory, needed(options, "--server"));
            data.object("sync").orElseThrow().put("largeImport", true);
            Files.writeString(folder.resolve("data.json"), Json.pretty(data));
            var authority = directory.certificate();
            if (authority.isPresent()) {
                Files.writeString(folder.resolve("authority.pem"), authority.get());
            }
            System.out.println(directory.address());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static Map<String, String> options(List<String> args) {
        Map<String, String> found = new HashMap<>();
        for (int i = 1; i + 1 < args.size(); i += 2) {
            found.put(args.get(i), args.get(i + 1));
        }
        return found;
    }

    private static int number(Map<String, String> options, String name) {
        return Integer.parseInt(needed(options, name));
    }

    private static String needed(Map<String, String> options, String name) {
        var value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing; see the class comment");
        }
        return value;
    }
}
