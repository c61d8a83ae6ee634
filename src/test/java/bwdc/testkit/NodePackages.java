package bwdc.testkit;

import bwdc.host.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/** Packages of npm that know what Kubernetes, PowerShell and Okta accept, installed once below {@code target}. */
public final class NodePackages {
    private static final Path FOLDER = Path.of("target", "node").toAbsolutePath();
    private static final Path DONE = FOLDER.resolve("installed");
    private static final List<String> PACKAGES = List.of(
            "kubernetes-models@4.5.1",
            "js-yaml@4.1.0",
            "kubernetes-types@1.30.0",
            "typescript@5.6.3",
            "web-tree-sitter@0.27.2",
            "tree-sitter-powershell@0.26.4",
            "@okta/openapi@2.15.0");

    private NodePackages() {}

    /** The folder to run scripts in; the test is skipped, saying why, where it cannot be had. */
    public static synchronized Path folder() {
        Tools.need("node");
        Tools.need("npm");
        if (!installed()) {
            install();
            write(DONE);
        }
        return FOLDER;
    }

    private static boolean installed() {
        try {
            return Files.exists(DONE) && Files.readAllLines(DONE).equals(PACKAGES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void install() {
        var command = new ArrayList<>(List.of(
                "npm",
                "install",
                "--prefix",
                FOLDER.toString(),
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--fetch-retries=1",
                "--fetch-timeout=20000"));
        command.addAll(PACKAGES);
        var ended = Programs.run(Duration.ofMinutes(3), command, Map.of(), "");
        Assumptions.assumeTrue(ended.well(), "npm cannot install " + PACKAGES + ": " + ended.err());
    }

    private static void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, String.join("\n", PACKAGES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a script prints that stands in the test's resources. Grammars in WebAssembly are not optimized, which would take
     * a hundred times as long as reading the scripts.
     */
    public static String run(String resource, String... arguments) {
        var script = folder().resolve(Path.of(resource).getFileName().toString());
        try (var source = NodePackages.class.getResourceAsStream(resource)) {
            Files.write(script, Objects.requireNonNull(source).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = new ArrayList<>(
                List.of("/bin/sh", "-c", "cd \"$0\" && exec node --liftoff-only \"$@\"", FOLDER.toString()));
        command.add(script.toString());
        command.addAll(List.of(arguments));
        var ended = Programs.run(Duration.ofMinutes(2), command, Map.of(), "");
        if (!ended.well()) {
            throw new AssertionError("node " + resource + " ended with " + ended.status() + ": " + ended.err());
        }
        return ended.out();
    }
}
