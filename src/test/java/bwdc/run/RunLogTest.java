package bwdc.run;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.secret.KnownSecrets;
import bwdc.secret.Secret;
import bwdc.testkit.ChildJvm;
import bwdc.testkit.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-01T01:30:00.120Z"), ZoneId.of("Europe/Berlin"));

    @TempDir
    private Path folder;

    private final KnownSecrets secrets = new KnownSecrets();

    private Path file() {
        return folder.resolve("bwdc.log");
    }

    private RunLog log(Path file, LogLine.Format format) {
        return new RunLog(Optional.of(new LogFile(file)), format, CLOCK, Optional.of("nightly"), secrets);
    }

    /** Of several questions to a vendor the first that fails interrupts the others, which may have something to tell. */
    @Test
    void whoeverIsInterruptedWritesAllTheSame() throws IOException {
        var log = log(file(), LogLine.Format.TEXT);
        Thread.currentThread().interrupt();
        log.info("waits");
        assertThat(Thread.interrupted()).isTrue();
        log.info("goes on");
        assertThat(log.trouble()).isEmpty();
        assertThat(Files.readString(file())).contains("waits", "goes on");
    }

    @Test
    void linesHaveATimeALevelARunAndAMessage() throws IOException {
        var log = log(file(), LogLine.Format.TEXT);
        log.info("waits");
        log.number(42);
        log.fault(Fault.of(ExitCode.DIRECTORY, "It is gone.")
                .details(List.of("this", "that"))
                .hint("look for it"));
        assertThat(Files.readAllLines(file()))
                .containsExactly(
                        "2026-03-01T02:30:00.120+01:00 INFO  nightly#- waits",
                        "2026-03-01T02:30:00.120+01:00 ERROR nightly#42 It is gone.",
                        "2026-03-01T02:30:00.120+01:00 ERROR nightly#42   this",
                        "2026-03-01T02:30:00.120+01:00 ERROR nightly#42   that",
                        "2026-03-01T02:30:00.120+01:00 ERROR nightly#42 hint: look for it");
        assertThat(log.tail()).isEqualTo(Files.readAllLines(file()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void jsonIsReadBack() throws IOException {
        var log = log(file(), LogLine.Format.JSON);
        log.number(7);
        log.warn("a \"quote\"");
        assertThat(Files.readString(file()))
                .isEqualTo(
                        "{\"time\":\"2026-03-01T02:30:00.120+01:00\",\"level\":\"warn\",\"job\":\"nightly\",\"run\":7,"
                                + "\"message\":\"a \\\"quote\\\"\"}\n");
        var line = LogLine.parse(Files.readAllLines(file()).getFirst()).orElseThrow();
        assertThat(LogLine.parse(line.text(LogLine.Format.TEXT))).contains(line);
        for (var other :
                List.of("", "Syncing complete.", "{", "[1]", "a b c#1 d", "{\"time\":\"x\"}", "2026 INFO #x y")) {
            assertThat(LogLine.parse(other)).as(other).isEmpty();
        }
    }

    @Test
    void noSecretGetsIntoItWhateverIsLogged() throws IOException {
        secrets.add(Secret.of("hunter2hunter2"));
        secrets.add(Secret.of("hunter2"));
        secrets.add(Secret.of("p&ss word/%"));
        secrets.add(Secret.of("https://hc.example/0000-1111"));
        secrets.add(Secret.of("-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----\n"));
        secrets.add(Secret.of("a"));
        var log = log(file(), LogLine.Format.TEXT);
        log.info("hunter2hunter2 and hunter2, twice: hunter2");
        log.error("POST /token?client_secret=p%26ss+word%2F%25 with p&ss word/%");
        log.fault(Fault.of(ExitCode.UNEXPECTED, "https://hc.example/0000-1111/start answered")
                .details(List.of("MIIEvQIBADANBg"))
                .hint("not hunter2"));
        log.stream().println("warning: hunter2 is known");
        assertThat(Files.readString(file()) + log.tail())
                .doesNotContain("hunter2", "ss word", "ss+word", "0000-1111", "MIIEvQIBADANBg")
                .contains("******** and ********, twice: ********", "client_secret=********", " WARN ");
    }

    @Test
    void aNameCannotFakeALine() throws IOException {
        log(file(), LogLine.Format.TEXT).info("user \"x\n2026-03-01T02:30:00.120+01:00 ERROR fake\u001b[2J\"");
        assertThat(Files.readAllLines(file())).singleElement().asString().doesNotContain("\u001b");
    }

    @Test
    void whatIsPrintedIsLogged() throws IOException {
        var stream = log(file(), LogLine.Format.TEXT).stream();
        stream.print("warning: one ");
        stream.println("thing");
        stream.println("debug: signing in");
        stream.println();
        stream.println("The server asks to slow down");
        assertThat(Files.readAllLines(file()))
                .extracting(line -> line.substring("2026-03-01T02:30:00.120+01:00 ".length()))
                .containsExactly(
                        "WARN  nightly#- one thing",
                        "DEBUG nightly#- signing in",
                        "INFO  nightly#- The server asks to slow down");
    }

    @Test
    void aFullDiskIsNoReasonToFail() throws Exception {
        try (var disk = SmallDisk.mount(folder)) {
            disk.fill();
            var log = log(disk.folder().resolve("bwdc.log"), LogLine.Format.TEXT);
            log.info("one");
            log.error("two");
            assertThat(log.trouble())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("No space left"));
            assertThat(log.tail()).hasSize(2);
        }
    }

    @Test
    void rotatesBySizeAndCount() throws IOException {
        var file = new LogFile(file());
        for (int round = 1; round <= 6; round++) {
            file.write("round " + round);
            file.rotate(100, 3);
            file.write("x".repeat(100));
            file.rotate(100, 3);
        }
        file.write("last");
        try (var files = Files.list(folder)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("bwdc.log", "bwdc.log.1", "bwdc.log.2");
        }
        assertThat(Files.readAllLines(folder.resolve("bwdc.log.1"))).startsWith("round 6");
        assertThat(Files.readAllLines(folder.resolve("bwdc.log.2"))).startsWith("round 5");
        assertThat(file.last(3, line -> !line.startsWith("x"))).containsExactly("round 5", "round 6", "last");
        file.rotate(1, 1);
        assertThat(file()).doesNotExist();
    }

    /** Writes for ever. */
    static final class Writer {
        public static void main(String[] arguments) throws IOException {
            var file = new LogFile(Path.of(arguments[0]));
            for (long i = 0; ; i++) {
                file.write("child " + "c".repeat(500));
                if (i == 0) {
                    System.out.println("writing");
                }
            }
        }
    }

    @Test
    void processesDoNotMixTheirLines() throws Exception {
        var file = new LogFile(file());
        try (var child = ChildJvm.start(Writer.class, file().toString())) {
            assertThat(child.line()).isEqualTo("writing");
            for (int i = 0; i < 300; i++) {
                file.write("parent " + "p".repeat(500));
                if (i % 100 == 50) {
                    file.rotate(1000, 100);
                }
            }
            child.kill();
        }
        var lines = file.last(Long.MAX_VALUE, line -> true);
        assertThat(lines).allMatch(line -> line.matches("child c{500}|parent p{500}"));
        assertThat(lines.stream().filter(line -> line.startsWith("parent"))).hasSize(300);
    }
}
