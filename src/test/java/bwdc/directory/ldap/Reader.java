package bwdc.directory.ldap;

import bwdc.directory.Cursor;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.Findings;
import bwdc.directory.ReadRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a directory again and again, and keeps what a run would keep. */
final class Reader {
    private final Ldap ldap;
    private Cursor cursor = Cursor.NONE;
    private final List<String> ways = new ArrayList<>();

    Reader(Ldap ldap) {
        this.ldap = ldap;
    }

    /** What the last read said of how it read. */
    List<String> ways() {
        return ways;
    }

    /** The next run, whose organization agrees. */
    DirectorySnapshot next() {
        var snapshot = attempt();
        keep(snapshot.next());
        return snapshot;
    }

    /** The next run, which is cut off before it keeps anything. */
    DirectorySnapshot attempt() {
        return read(false, cursor);
    }

    DirectorySnapshot whole() {
        return read(true, cursor);
    }

    Cursor cursor() {
        return cursor;
    }

    /** As a file would: bytes, not objects. */
    void keep(Cursor next) {
        var bytes = next.memory().get();
        cursor = new Cursor(next.values(), () -> bytes);
    }

    private DirectorySnapshot read(boolean full, Cursor from) {
        ways.clear();
        var time = Optional.of(Instant.now());
        return ldap.read(new ReadRequest(full, false, time, time, from, entries -> {}, new Findings() {
            @Override
            public void leftOut(String referenceId, String externalId, String why) {}

            @Override
            public void members(String group, int values, List<String> unresolved) {}

            @Override
            public void way(String sentence) {
                ways.add(sentence);
            }
        }));
    }
}
