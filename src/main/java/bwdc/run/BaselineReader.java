package bwdc.run;

import static bwdc.run.BaselineFormat.HAS_MAIL;
import static bwdc.run.BaselineFormat.HAS_MISSED;
import static bwdc.run.BaselineFormat.MAGIC;
import static bwdc.run.BaselineFormat.PRESENCE;
import static bwdc.run.BaselineFormat.TOLD_OTHER;
import static bwdc.run.BaselineFormat.TOLD_SAME;

import bwdc.sync.Baseline;
import bwdc.sync.KnownGroup;
import bwdc.sync.KnownUser;
import bwdc.sync.Presence;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.zip.CRC32C;

/** Reads {@link BaselineFormat}; whatever the bytes are, the answer is a baseline or {@link Damaged}. */
final class BaselineReader {
    /** Enough for owner and state. */
    static final int LONGEST_HEADER = 4096;

    private static final List<Presence> PRESENCES = List.of(Presence.values());
    private static final List<KnownGroup.Listing> LISTINGS = List.of(KnownGroup.Listing.values());

    private final byte[] bytes;
    private final int end;
    private int at;

    /** The bytes are no baseline, or not all of one. */
    static final class Damaged extends Exception {
        private static final long serialVersionUID = 1;

        Damaged(String reason) {
            super(reason);
        }
    }

    /** What stands before the lists. */
    record Header(String owner, String state) {}

    /** @throws Damaged when the sum over all bytes is wrong */
    BaselineReader(byte[] bytes) throws Damaged {
        this(bytes, bytes.length - 4);
        if (end < 0) {
            throw new Damaged("it is cut off");
        }
        var sum = new CRC32C();
        sum.update(bytes, 0, end);
        if ((int) sum.getValue() != ByteBuffer.wrap(bytes, end, 4).getInt()) {
            throw new Damaged("its checksum is wrong");
        }
    }

    private BaselineReader(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    /** The header alone, of a file's first bytes; nothing proves it but itself. */
    static Optional<Header> header(byte[] beginning) {
        try {
            return Optional.of(new BaselineReader(beginning, beginning.length).header());
        } catch (Damaged e) {
            return Optional.empty();
        }
    }

    private Header header() throws Damaged {
        at = 0;
        if (end < MAGIC.length || Arrays.mismatch(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length) >= 0) {
            throw new Damaged("it was not written by this version of bwdc");
        }
        at = MAGIC.length;
        return new Header(text(), text());
    }

    String owner() throws Damaged {
        return header().owner();
    }

    Baseline baseline() throws Damaged {
        header();
        int count = count();
        List<KnownUser> users = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            users.add(user());
        }
        int groupCount = count();
        List<KnownGroup> groups = new ArrayList<>(groupCount);
        for (int i = 0; i < groupCount; i++) {
            groups.add(group(count));
        }
        if (at != end) {
            throw new Damaged("it is longer than it should be");
        }
        return new Baseline(users, groups);
    }

    private KnownUser user() throws Damaged {
        int flags = next();
        var id = text();
        var mail = (flags & HAS_MAIL) != 0 ? text() : null;
        var told = (flags & TOLD_OTHER) != 0 ? text() : (flags & TOLD_SAME) != 0 ? mail : null;
        var missed = (flags & HAS_MISSED) != 0;
        return new KnownUser(
                id,
                mail,
                told,
                known(PRESENCES, Presence::code, flags & PRESENCE),
                missed ? (int) number() : 0,
                missed ? number() : 0);
    }

    private KnownGroup group(int users) throws Damaged {
        var listing = known(LISTINGS, KnownGroup.Listing::code, next());
        return new KnownGroup(text(), text(), places(users), places(users), listing);
    }

    private int[] places(int users) throws Damaged {
        var places = new int[count()];
        long last = 0;
        for (int i = 0; i < places.length; i++) {
            last += number();
            places[i] = within(last, users);
        }
        return places;
    }

    private static <T> T known(List<T> all, ToIntFunction<T> code, int wanted) throws Damaged {
        for (var each : all) {
            if (code.applyAsInt(each) == wanted) {
                return each;
            }
        }
        throw new Damaged("a code in it is not known");
    }

    private static int within(long value, int limit) throws Damaged {
        if (value < 0 || value >= limit) {
            throw new Damaged("a number in it is too large");
        }
        return (int) value;
    }

    /** How many entries follow: each takes a byte at least. */
    private int count() throws Damaged {
        return within(number(), end - at + 1);
    }

    private int next() throws Damaged {
        if (at >= end) {
            throw new Damaged("it is cut off");
        }
        return bytes[at++];
    }

    private long number() throws Damaged {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = next();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new Damaged("a number in it is too large");
    }

    private String text() throws Damaged {
        int size = count();
        if (size > end - at) {
            throw new Damaged("it is cut off");
        }
        var text = new String(bytes, at, size, StandardCharsets.UTF_8);
        at += size;
        return text;
    }
}
