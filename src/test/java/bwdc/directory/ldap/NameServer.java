package bwdc.directory.ldap;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A name server (RFC 1035) that gives every question for SRV records the same answer. */
final class NameServer implements AutoCloseable {
    private static final int NAME_ERROR = 3;

    private final DatagramSocket socket;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private NameServer(int code, List<String> records, boolean silent) {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    var packet = new DatagramPacket(new byte[1500], 1500);
                    socket.receive(packet);
                    var question = Arrays.copyOf(packet.getData(), packet.getLength());
                    var answer = answer(question, code, records);
                    if (!silent) {
                        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                    }
                } catch (IOException e) {
                    // The test is over.
                }
            }
        });
    }

    /** @param records {@code PRIORITY WEIGHT PORT TARGET} */
    static NameServer with(String... records) {
        return new NameServer(0, List.of(records), false);
    }

    static NameServer withoutTheName() {
        return new NameServer(NAME_ERROR, List.of(), false);
    }

    static NameServer silent() {
        return new NameServer(0, List.of(), true);
    }

    String url() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    List<String> asked() {
        return asked;
    }

    private byte[] answer(byte[] question, int code, List<String> records) throws IOException {
        int end = 12;
        var name = new StringBuilder();
        while (question[end] != 0) {
            name.append(new String(question, end + 1, question[end], StandardCharsets.US_ASCII))
                    .append('.');
            end += question[end] + 1;
        }
        asked.add(name.toString());
        end += 5;
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        out.writeShort(0x8580 | code);
        out.writeShort(1);
        out.writeShort(records.size());
        out.writeInt(0);
        out.write(question, 12, end - 12);
        for (var record : records) {
            service(out, record.split(" ", -1));
        }
        return bytes.toByteArray();
    }

    private static void service(DataOutputStream out, String[] parts) throws IOException {
        var data = new ByteArrayOutputStream();
        var fields = new DataOutputStream(data);
        for (int i = 0; i < 3; i++) {
            fields.writeShort(Integer.parseInt(parts[i]));
        }
        for (var label : parts[3].split("\\.", -1)) {
            if (!label.isEmpty()) {
                fields.writeByte(label.length());
                fields.writeBytes(label);
            }
        }
        fields.writeByte(0);
        out.writeShort(0xc00c);
        out.writeShort(33);
        out.writeShort(1);
        out.writeInt(60);
        out.writeShort(data.size());
        data.writeTo(out);
    }

    @Override
    public void close() {
        socket.close();
    }
}
