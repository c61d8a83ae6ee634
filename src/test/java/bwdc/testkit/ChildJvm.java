package bwdc.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Another process that runs the {@code main} of a test's class with the class path of this one. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private ChildJvm(Process process) {
        this.process = process;
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-cp", classPath(main)));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Surefire may hide the class path in a manifest; what it really was stands in a property of its own. */
    static String classPath(Class<?> main) {
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return path
                + File.pathSeparator
                + main.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    /** The next line that it prints. */
    public String line() throws IOException {
        return Objects.requireNonNull(out.readLine(), "it ended without a word");
    }

    public long pid() {
        return process.pid();
    }

    /** As {@code kill -9}; comes back when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Ends its input and waits for its end. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
        out.close();
    }
}
