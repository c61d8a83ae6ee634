package bwdc.run;

import static bwdc.run.BaselineFormat.HAS_MAIL;
import static bwdc.run.BaselineFormat.HAS_MISSED;
import static bwdc.run.BaselineFormat.TOLD_OTHER;
import static bwdc.run.BaselineFormat.TOLD_SAME;

import bwdc.sync.Baseline;
import bwdc.sync.KnownGroup;
import bwdc.sync.KnownUser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Writes {@link BaselineFormat}. */
final class BaselineWriter {
    private byte[] bytes = new byte[1 << 14];
    private int length;

    byte[] bytes(String owner, String state, Baseline baseline) {
        raw(BaselineFormat.MAGIC);
        text(owner);
        text(state);
        number(baseline.users().size());
        baseline.users().forEach(this::user);
        number(baseline.groups().size());
        baseline.groups().forEach(this::group);
        var sum = new CRC32C();
        sum.update(bytes, 0, length);
        raw(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
        return Arrays.copyOf(bytes, length);
    }

    private void user(KnownUser user) {
        var mail = user.mail();
        var told = user.told();
        var same = told != null && told.equals(mail);
        var other = told != null && !same;
        var missed = user.missedReads() > 0;
        room(1);
        bytes[length++] = (byte) (user.presence().code()
                | (mail != null ? HAS_MAIL : 0)
                | (same ? TOLD_SAME : 0)
                | (other ? TOLD_OTHER : 0)
                | (missed ? HAS_MISSED : 0));
        text(user.externalId());
        if (mail != null) {
            text(mail);
        }
        if (told != null && other) {
            text(told);
        }
        if (missed) {
            number(user.missedReads());
            number(user.missedSince());
        }
    }

    private void group(KnownGroup group) {
        room(1);
        bytes[length++] = (byte) group.listing().code();
        text(group.externalId());
        text(group.name());
        places(group.members());
        places(group.kept());
    }

    private void places(int[] places) {
        number(places.length);
        int last = 0;
        for (var place : places) {
            number(place - last);
            last = place;
        }
    }

    private void number(long value) {
        room(10);
        long rest = value;
        while (rest > 0x7f) {
            bytes[length++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private void text(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        raw(utf8);
    }

    private void raw(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
