package bwdc.directory.ldap;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whose tickets a cache file holds and how long they are good: Java's Kerberos passes over expired tickets and then says
 * only that there are none. The format is MIT's, versions 3 and 4
 * (https://web.mit.edu/kerberos/krb5-latest/doc/formats/ccache_file_format.html).
 *
 * @param expiry of the ticket for getting tickets, empty when there is none
 */
record TicketCache(String principal, Optional<Instant> expiry) {
    private static final int MOST_BYTES = 1 << 20;

    static TicketCache read(Path file) throws IOException {
        try (var in = new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file)))) {
            int version = in.readUnsignedShort();
            if (version != 0x0503 && version != 0x0504) {
                throw new IOException("it is not a ticket cache of version 3 or 4");
            }
            if (version == 0x0504) {
                in.skipNBytes(in.readUnsignedShort());
            }
            var owner = principal(in);
            return new TicketCache(owner, expiry(in, version));
        }
    }

    private static Optional<Instant> expiry(DataInputStream in, int version) throws IOException {
        Optional<Instant> latest = Optional.empty();
        while (true) {
            in.mark(1);
            if (in.read() < 0) {
                return latest;
            }
            in.reset();
            var end = credential(in, version);
            if (end.isPresent() && latest.filter(end.get()::isBefore).isEmpty()) {
                latest = end;
            }
        }
    }

    /** The end of one ticket, empty unless it is one for getting tickets. */
    private static Optional<Instant> credential(DataInputStream in, int version) throws IOException {
        principal(in);
        var server = principal(in);
        in.skipNBytes(version == 0x0503 ? 4 : 2);
        data(in);
        in.skipNBytes(8);
        var end = Instant.ofEpochSecond(Integer.toUnsignedLong(in.readInt()));
        in.skipNBytes(4 + 1 + 4);
        for (int list = 0; list < 2; list++) {
            for (int left = in.readInt(); left > 0; left--) {
                in.skipNBytes(2);
                data(in);
            }
        }
        data(in);
        data(in);
        return server.startsWith("krbtgt/") ? Optional.of(end) : Optional.empty();
    }

    private static String principal(DataInputStream in) throws IOException {
        in.skipNBytes(4);
        int parts = in.readInt();
        var realm = data(in);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            names.add(data(in));
        }
        return String.join("/", names) + "@" + realm;
    }

    private static String data(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("it is damaged");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
