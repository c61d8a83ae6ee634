package bwdc.run;

import bwdc.directory.Cursor;
import bwdc.directory.DirectorySnapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Whether the directory remembers deletions that the last run did not know of. The list of users cannot tell: somebody
 * may have left it long before, by being moved elsewhere.
 */
final class Deletions {
    private static final String KEY = "run.deleted";

    private Deletions() {}

    /** Whether somebody may have to be removed who is not in the list of users. */
    static boolean areNew(DirectorySnapshot snapshot, Supplier<Cursor> before) {
        if (snapshot.deleted().isEmpty()) {
            return false;
        }
        var now = snapshot.next().values().get(KEY);
        return !snapshot.full()
                || now == null
                || !now.equals(before.get().values().get(KEY));
    }

    /** Notes what a full read found for the next one; an incremental read leaves that as it is. */
    static void note(DirectorySnapshot snapshot, Cursor before, Map<String, String> values) {
        var known = before.values().get(KEY);
        if (snapshot.full() && !snapshot.deleted().isEmpty()) {
            values.put(KEY, digest(snapshot.deleted()));
        } else if (!snapshot.full() && known != null) {
            values.put(KEY, known);
        }
    }

    private static String digest(Set<String> ids) {
        try {
            var text = String.join("\n", new TreeSet<>(ids)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
