package bwdc.testkit;

import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real server as a process, waited for until it answers. It ends with the test, or with the JVM. */
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_KNOCKS = Duration.ofMillis(5);

    private final ProcessBuilder builder;
    private final Path log;
    private final Knock knock;
    private final Runnable afterwards;
    private final Thread endWithJvm = new Thread(this::end);
    private Process process;

    /** Fails until the server answers. */
    interface Knock {
        void knock() throws IOException, LDAPException;
    }

    private ServerProcess(ProcessBuilder builder, Path log, Knock knock, Runnable afterwards) {
        this.builder = builder.redirectErrorStream(true).redirectOutput(log.toFile());
        this.log = log;
        this.knock = knock;
        this.afterwards = afterwards;
        process = launch();
        Runtime.getRuntime().addShutdownHook(endWithJvm);
    }

    /**
     * Starts a server.
     *
     * @param log takes what it prints
     * @param afterwards done when it has ended
     */
    static ServerProcess start(ProcessBuilder builder, Path log, Knock knock, Runnable afterwards) {
        return new ServerProcess(builder, log, knock, afterwards);
    }

    /** A port of 127.0.0.1 that nobody listens on. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() {
        try {
            var started = builder.start();
            try {
                await(started);
                return started;
            } catch (IllegalStateException e) {
                stop(started);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(Process started) throws IOException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                knock.knock();
                return;
            } catch (IOException | LDAPException e) {
                var alive = started.isAlive();
                if (!alive || System.nanoTime() > end) {
                    throw new IllegalStateException(
                            builder.command() + (alive ? " does not answer: " : " ended: ") + Files.readString(log), e);
                }
                LockSupport.parkNanos(BETWEEN_KNOCKS.toNanos());
            }
        }
    }

    /** Stops the server, and starts it again as before. */
    void restart() {
        stop(process);
        process = launch();
    }

    private static void stop(Process started) {
        started.destroy();
        try {
            if (!started.waitFor(10, TimeUnit.SECONDS)) {
                started.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        stop(process);
        afterwards.run();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(endWithJvm);
        end();
    }
}
