package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of entries. Attribute names match in any case, as LDAP has it, and with or without options. */
final class Values {
    /** 1601-01-01, from which Windows counts in tenths of microseconds ([MS-DTYP] 2.3.3). */
    private static final Instant WINDOWS_EPOCH = Instant.parse("1601-01-01T00:00:00Z");

    private static final long TICKS_PER_SECOND = 10_000_000;

    private Values() {}

    /** A value that is not UTF-8, of an attribute that should be text. */
    static final class NotText extends Exception {
        private static final long serialVersionUID = 1;

        NotText(String attribute) {
            super(attribute);
        }
    }

    /** The first value, empty when there is none. */
    static Optional<String> first(SearchResultEntry entry, String name) throws NotText {
        var attribute = find(entry, name);
        if (attribute == null || attribute.size() == 0) {
            return Optional.empty();
        }
        return Optional.of(text(attribute.getRawValues()[0].getValue(), name));
    }

    static @Nullable Attribute find(SearchResultEntry entry, String name) {
        var exact = entry.getAttribute(name);
        if (exact != null) {
            return exact;
        }
        for (var attribute : entry.getAttributes()) {
            if (attribute.getBaseName().equalsIgnoreCase(name)) {
                return attribute;
            }
        }
        return null;
    }

    static String text(byte[] bytes, String name) throws NotText {
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new NotText(name);
            }
        }
        return text;
    }

    /**
     * Active Directory's {@code objectGUID} as Windows writes it: the first three fields have their bytes swapped
     * ([MS-DTYP] 2.3.4).
     */
    static Optional<String> guid(SearchResultEntry entry) {
        var bytes = entry.getAttributeValueBytes("objectGUID");
        if (bytes == null || bytes.length != 16) {
            return Optional.empty();
        }
        var order = new int[] {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = high << 8 | bytes[order[i]] & 0xff;
            low = low << 8 | bytes[order[i + 8]] & 0xff;
        }
        return Optional.of(new UUID(high, low).toString());
    }

    /** Bit 2 of {@code userAccountControl}, read as leniently as JavaScript's {@code parseInt}. */
    static boolean disabled(String userAccountControl) {
        var digits = userAccountControl.strip();
        int end = 0;
        while (end < digits.length()
                && (Character.isDigit(digits.charAt(end)) || end == 0 && digits.charAt(0) == '-')) {
            end++;
        }
        try {
            return (Long.parseLong(digits.substring(0, end)) & 2) != 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** When the account ends; empty where it never does, which 0 and the largest number mean ([MS-ADA1] 2.1). */
    static Optional<Instant> accountExpires(SearchResultEntry entry) {
        return Optional.ofNullable(entry.getAttributeValueAsLong("accountExpires"))
                .filter(ticks -> ticks > 0 && ticks < Long.MAX_VALUE)
                .map(ticks -> WINDOWS_EPOCH.plusSeconds(ticks / TICKS_PER_SECOND));
    }
}
