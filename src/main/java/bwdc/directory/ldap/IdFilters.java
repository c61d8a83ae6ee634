package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Filters that find an entry by its id, in each of the forms in which tools write one. */
final class IdFilters {
    private static final int GUID_LENGTH = 16;
    private static final int HEX_LENGTH = 2 * GUID_LENGTH;

    private IdFilters() {}

    /** Empty where the text is none. */
    static List<Filter> of(String text) {
        var id = bare(text.strip());
        List<Filter> filters = new ArrayList<>();
        hexadecimal(id).ifPresent(hex -> addUuid(filters, hex));
        binary(id).ifPresent(bytes -> filters.add(Filter.createEqualityFilter("objectGUID", bytes)));
        sid(id).ifPresent(bytes -> filters.add(Filter.createEqualityFilter("objectSid", bytes)));
        return filters;
    }

    /** Without what stands around it in PowerShell's {@code {…}} and in a DN such as {@code <GUID=…>}. */
    private static String bare(String text) {
        var inner = text;
        if (inner.startsWith("<") && inner.endsWith(">")) {
            inner = inner.substring(1, inner.length() - 1).replaceFirst("(?i)^(GUID|SID)=", "");
        }
        return inner.startsWith("{") && inner.endsWith("}") ? inner.substring(1, inner.length() - 1) : inner;
    }

    /** 32 digits, with dashes as in a UUID, as in {@code nsUniqueId}, or without. */
    private static Optional<String> hexadecimal(String text) {
        var digits = text.replace("-", "").toLowerCase(Locale.ROOT);
        return digits.length() == HEX_LENGTH && digits.chars().allMatch(c -> HexFormat.isHexDigit(c))
                ? Optional.of(digits)
                : Optional.empty();
    }

    private static void addUuid(List<Filter> filters, String digits) {
        var uuid = new UUID(
                Long.parseUnsignedLong(digits.substring(0, 16), 16), Long.parseUnsignedLong(digits.substring(16), 16));
        filters.add(Filter.createEqualityFilter("objectGUID", windows(uuid)));
        // As the bytes stand in the directory, which some tools print one after another.
        filters.add(Filter.createEqualityFilter("objectGUID", HexFormat.of().parseHex(digits)));
        filters.add(Filter.createEqualityFilter("entryUUID", uuid.toString()));
        filters.add(Filter.createEqualityFilter(
                "nsUniqueId",
                String.join(
                        "-",
                        digits.substring(0, 8),
                        digits.substring(8, 16),
                        digits.substring(16, 24),
                        digits.substring(24))));
    }

    /** See {@link Values#guid}. */
    static byte[] windows(UUID id) {
        var high = id.getMostSignificantBits();
        return ByteBuffer.allocate(GUID_LENGTH)
                .putInt(Integer.reverseBytes((int) (high >>> 32)))
                .putShort(Short.reverseBytes((short) (high >>> 16)))
                .putShort(Short.reverseBytes((short) high))
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** Base64 as in LDIF, or {@code \79\05…} as in a filter. */
    private static Optional<byte[]> binary(String text) {
        try {
            var bytes = text.startsWith("\\")
                    ? HexFormat.ofDelimiter("\\").parseHex(text.substring(1))
                    : text.endsWith("==") ? Base64.getDecoder().decode(text) : new byte[0];
            return bytes.length == GUID_LENGTH ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A security identifier in its form as text ([MS-DTYP] 2.4.2.1), as bytes (2.4.2.2). */
    private static Optional<byte[]> sid(String text) {
        var parts = text.toUpperCase(Locale.ROOT).split("-", -1);
        if (parts.length < 4 || !parts[0].equals("S") || !parts[1].equals("1")) {
            return Optional.empty();
        }
        try {
            var bytes = ByteBuffer.allocate(8 + 4 * (parts.length - 3)).order(ByteOrder.LITTLE_ENDIAN);
            bytes.put((byte) 1).put((byte) (parts.length - 3));
            long authority = Long.parseLong(parts[2]);
            for (int i = 5; i >= 0; i--) {
                bytes.put((byte) (authority >>> 8 * i));
            }
            for (int i = 3; i < parts.length; i++) {
                bytes.putInt(Integer.parseUnsignedInt(parts[i]));
            }
            return Optional.of(bytes.array());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
