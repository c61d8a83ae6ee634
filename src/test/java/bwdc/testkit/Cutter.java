package bwdc.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a directory server and cuts the connection after so many of its messages. */
public final class Cutter implements AutoCloseable {
    /** What becomes of the message at which the cut is made. */
    public enum Cut {
        BETWEEN_MESSAGES,
        WITHIN_A_MESSAGE
    }

    private final ServerSocket socket;
    private final InetSocketAddress target;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int left;
    private volatile int passed;
    private volatile Cut cut = Cut.BETWEEN_MESSAGES;

    public Cutter(int target) {
        this("127.0.0.1", target);
    }

    /** Before a server on another address. */
    public Cutter(String host, int port) {
        target = new InetSocketAddress(host, port);
        try {
            socket = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    var client = socket.accept();
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> pass(client));
                } catch (IOException e) {
                    // The test is over.
                }
            }
        });
    }

    /** From now on every connection ends after so many messages of the server. */
    public Cutter after(int messages, Cut how) {
        left = messages;
        cut = how;
        passed = 0;
        return this;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** How many messages the server's last client got. */
    public int passed() {
        return passed;
    }

    public int connections() {
        return connections.get();
    }

    private void pass(Socket client) {
        try (client;
                var server = new Socket(target.getAddress(), target.getPort())) {
            Thread.ofVirtual().start(() -> {
                try (server) {
                    client.getInputStream().transferTo(server.getOutputStream());
                } catch (IOException e) {
                    // One of the two has ended.
                }
            });
            var out = client.getOutputStream();
            var in = new java.io.BufferedInputStream(server.getInputStream());
            for (int i = 0; i < left; i++) {
                var message = message(in);
                if (message.length == 0) {
                    return;
                }
                out.write(message);
                passed = i + 1;
            }
            if (cut == Cut.WITHIN_A_MESSAGE) {
                var message = message(in);
                out.write(message, 0, message.length / 2);
            }
        } catch (IOException e) {
            // One of the two has ended.
        }
    }

    /** One LDAP message, empty at the end. */
    private static byte[] message(InputStream in) throws IOException {
        var head = in.readNBytes(2);
        if (head.length < 2) {
            return new byte[0];
        }
        int length = head[1] & 0xff;
        var more = length < 0x80 ? new byte[0] : in.readNBytes(length & 0x7f);
        if (more.length > 0) {
            length = 0;
            for (var each : more) {
                length = length << 8 | each & 0xff;
            }
        }
        var body = in.readNBytes(length);
        var all = new byte[2 + more.length + body.length];
        System.arraycopy(head, 0, all, 0, 2);
        System.arraycopy(more, 0, all, 2, more.length);
        System.arraycopy(body, 0, all, 2 + more.length, body.length);
        return all;
    }

    @Override
    public void close() {
        stop();
    }

    /** Takes no more connections. */
    public void stop() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
