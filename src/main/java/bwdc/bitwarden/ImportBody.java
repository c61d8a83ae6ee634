package bwdc.bitwarden;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import request as bytes, formed as JavaScript's {@code JSON.stringify} forms it, because its hash is compared with
 * one that was taken of that. Bodies of tens of megabytes are written in one pass.
 */
public final class ImportBody {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final ImportRequest request;
    private byte[] bytes = new byte[1 << 12];
    private int length;
    private int inviteStart;

    private ImportBody(ImportRequest request) {
        this.request = request;
    }

    public static ImportBody of(ImportRequest request) {
        var body = new ImportBody(request);
        body.write();
        body.bytes = Arrays.copyOf(body.bytes, body.length);
        return body;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** The request that these are the bytes of. */
    public ImportRequest request() {
        return request;
    }

    /** How many bytes stand before {@code ,"inviteUsersAfterProvisioning":…}, which older releases did not send. */
    int inviteStart() {
        return inviteStart;
    }

    private void write() {
        ascii("{\"groups\":[");
        for (int i = 0; i < request.groups().size(); i++) {
            comma(i);
            group(request.groups().get(i));
        }
        ascii("],\"members\":[");
        for (int i = 0; i < request.members().size(); i++) {
            comma(i);
            member(request.members().get(i));
        }
        ascii("],\"overwriteExisting\":");
        flag(request.overwriteExisting());
        ascii(",\"largeImport\":");
        flag(request.largeImport());
        inviteStart = length;
        ascii(",\"inviteUsersAfterProvisioning\":");
        flag(request.inviteUsersAfterProvisioning());
        ascii("}");
    }

    private void group(ImportRequest.Group group) {
        ascii("{\"name\":");
        string(group.name());
        ascii(",\"externalId\":");
        string(group.externalId());
        ascii(",\"memberExternalIds\":[");
        strings(group.memberExternalIds());
        ascii("]}");
    }

    private void strings(List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            comma(i);
            string(values.get(i));
        }
    }

    private void member(ImportRequest.Member member) {
        ascii("{\"email\":");
        string(member.email());
        ascii(",\"externalId\":");
        string(member.externalId());
        ascii(",\"deleted\":");
        flag(member.deleted());
        ascii("}");
    }

    private void comma(int index) {
        if (index > 0) {
            ascii(",");
        }
    }

    private void flag(boolean value) {
        ascii(value ? "true" : "false");
    }

    @SuppressWarnings("deprecation") // the low bytes are all there is to ASCII text, and nothing copies them faster
    private void ascii(String text) {
        room(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
    }

    private void string(@Nullable String text) {
        if (text == null) {
            ascii("null");
            return;
        }
        int end = text.length();
        room(end * 6 + 2);
        var out = bytes;
        int at = length;
        out[at++] = '"';
        int i = 0;
        // Nearly all text is plain ASCII: a loop of its own for that, with everything in local variables.
        while (i < end) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
                break;
            }
            out[at++] = (byte) c;
            i++;
        }
        length = at;
        for (; i < end; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
                bytes[length++] = (byte) c;
            } else if (c < 0x80) {
                escape(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                supplementary(Character.toCodePoint(c, text.charAt(++i)));
            } else if (Character.isSurrogate(c)) {
                hex(c);
            } else {
                utf8(c);
            }
        }
        bytes[length++] = '"';
    }

    private void escape(char c) {
        int letter = switch (c) {
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            case '"', '\\' -> c;
            default -> 0;
        };
        if (letter == 0) {
            hex(c);
        } else {
            bytes[length++] = '\\';
            bytes[length++] = (byte) letter;
        }
    }

    private void hex(char c) {
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[c >> shift & 15];
        }
    }

    private void utf8(char c) {
        if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | c >> 6);
        } else {
            bytes[length++] = (byte) (0xe0 | c >> 12);
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3f);
        }
        bytes[length++] = (byte) (0x80 | c & 0x3f);
    }

    private void supplementary(int point) {
        bytes[length++] = (byte) (0xf0 | point >> 18);
        bytes[length++] = (byte) (0x80 | point >> 12 & 0x3f);
        bytes[length++] = (byte) (0x80 | point >> 6 & 0x3f);
        bytes[length++] = (byte) (0x80 | point & 0x3f);
    }

    private void room(int needed) {
        if (bytes.length - length < needed) {
            bytes = Arrays.copyOf(bytes, Math.max(length + needed, bytes.length + (bytes.length >> 1)));
        }
    }
}
