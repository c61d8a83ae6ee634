package bwdc.directory.okta;

import bwdc.directory.Cursor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * What one read leaves to the next: the groups with their members, so that only those need to be asked for that changed.
 *
 * @param settings fingerprint of what was read
 * @param since changes after this were perhaps not seen, by Okta's clock
 * @param seen versions of users that changed after it, but were seen
 */
record Memory(String settings, Instant since, Set<String> seen, List<ReadGroup> groups) {
    private static final String SETTINGS = "okta.settings";
    private static final String SINCE = "okta.since";
    private static final String KNOWN = "okta.known";

    Memory {
        seen = Set.copyOf(seen);
        groups = List.copyOf(groups);
    }

    /** Empty when there is none, or it is of other settings, or damaged: then everything is read. */
    static Optional<Memory> of(Cursor cursor, String settings) {
        var values = cursor.values();
        if (!settings.equals(values.get(SETTINGS)) || !values.containsKey(SINCE) || !values.containsKey(KNOWN)) {
            return Optional.empty();
        }
        try {
            var packed = new ByteArrayInputStream(Base64.getDecoder()
                    .decode(values.getOrDefault(KNOWN, "").getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            try (var in = new DataInputStream(new InflaterInputStream(packed))) {
                return Optional.of(
                        new Memory(settings, Instant.parse(values.get(SINCE)), Set.copyOf(texts(in)), groups(in)));
            }
        } catch (IOException | IllegalArgumentException | DateTimeParseException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    Cursor cursor() {
        var packed = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new DeflaterOutputStream(packed))) {
            write(out, List.copyOf(seen));
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Cursor(Map.of(
                SETTINGS,
                settings,
                SINCE,
                since.toString(),
                KNOWN,
                Base64.getEncoder().encodeToString(packed.toByteArray())));
    }

    /** Each id stands once; groups have the places of their members. */
    private void write(DataOutputStream out) throws IOException {
        Map<String, Integer> places = new HashMap<>();
        List<String> ids = new ArrayList<>();
        for (var group : groups) {
            for (var id : group.members()) {
                if (places.putIfAbsent(id, ids.size()) == null) {
                    ids.add(id);
                }
            }
        }
        write(out, ids);
        out.writeInt(groups.size());
        for (var group : groups) {
            out.writeUTF(group.id());
            out.writeUTF(group.name());
            out.writeUTF(group.stamp());
            out.writeBoolean(group.builtIn());
            out.writeInt(group.members().size());
            for (var id : group.members()) {
                out.writeInt(places.getOrDefault(id, 0));
            }
        }
    }

    private static void write(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (var text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        int size = in.readInt();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            texts.add(in.readUTF());
        }
        return texts;
    }

    private static List<ReadGroup> groups(DataInputStream in) throws IOException {
        var ids = texts(in);
        int size = in.readInt();
        List<ReadGroup> groups = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            var id = in.readUTF();
            var name = in.readUTF();
            var stamp = in.readUTF();
            var builtIn = in.readBoolean();
            int members = in.readInt();
            List<String> list = new ArrayList<>();
            for (int j = 0; j < members; j++) {
                list.add(ids.get(in.readInt()));
            }
            groups.add(new ReadGroup(id, name, stamp, builtIn, list));
        }
        return groups;
    }
}
