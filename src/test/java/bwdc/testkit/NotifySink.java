package bwdc.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A datagram socket that writes down what it hears, as systemd would hear it; Python, because Java has no such sockets. */
public final class NotifySink implements AutoCloseable {
    private static final String PROGRAM = """
        import socket, sys
        name = sys.argv[1]
        heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        heard.bind('\\0' + name[1:] if name[0] == '@' else name)
        print('bound', flush=True)
        while True:
            print(heard.recv(4096).decode().replace('\\n', '|'), flush=True)
        """;

    private final Process process;
    private final Path heard;

    private NotifySink(Process process, Path heard) {
        this.process = process;
        this.heard = heard;
    }

    /** Where Python is. */
    public static Optional<Path> python() {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, "python3"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param name a path, or an abstract name that begins with @ */
    public static NotifySink listening(Path python, String name) throws IOException {
        var heard = Files.createTempFile("bwdc-notify-", ".txt");
        var process = new ProcessBuilder(List.of(python.toString(), "-c", PROGRAM, name))
                .redirectErrorStream(true)
                .redirectOutput(heard.toFile())
                .start();
        var sink = new NotifySink(process, heard);
        while (sink.heard().isEmpty()) {
            if (!process.isAlive()) {
                throw new IOException("the listener has ended: " + Files.readString(heard));
            }
            Thread.onSpinWait();
        }
        return sink;
    }

    /** What was said so far, a line each, with a bar between the lines of one message. */
    public List<String> heard() throws IOException {
        var text = Files.readString(heard, StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.deleteIfExists(heard);
    }
}
