package bwdc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own; what it prints, on both streams, goes into a file that can be watched. */
public final class BwdcProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path printed;

    private BwdcProcess(Process process, Path printed) {
        this.process = process;
        this.printed = printed;
    }

    /** @param jvm options of the JVM */
    public static BwdcProcess start(List<String> jvm, Map<String, String> environment, String... arguments)
            throws IOException {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        words.addAll(jvm);
        words.addAll(List.of("-cp", String.join(File.pathSeparator, ProgramPath.entries()), "bwdc.Main"));
        words.addAll(List.of(arguments));
        var printed = Files.createTempFile("bwdc-process-", ".log");
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new BwdcProcess(builder.start(), printed);
    }

    public long pid() {
        return process.pid();
    }

    public String printed() throws IOException {
        return Files.readString(printed, StandardCharsets.UTF_8);
    }

    /** As {@code kill -TERM}. */
    public void terminate() {
        process.destroy();
    }

    /** As {@code kill -9}. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public List<ProcessHandle> children() {
        return process.children().toList();
    }

    /** Waits until it has printed this. */
    public void awaitPrinted(String text) throws Exception {
        await(() -> printed().contains(text), "\"" + text + "\" to be printed");
    }

    /** Something that is true sooner or later. */
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** Waits for it, but not for ever and not for a process that has ended. */
    public void await(Condition condition, String what) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(process.isAlive() || condition.holds())
                    .as("ended before " + what + ":\n" + printed())
                    .isTrue();
            assertThat(System.nanoTime())
                    .as("no end of waiting for " + what + ":\n" + printed())
                    .isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Its exit status. */
    public int ended() throws Exception {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(printed())
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        Files.deleteIfExists(printed);
    }
}
