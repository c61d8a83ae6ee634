package bwdc.secret;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * A secret in a file that scripts made, often {@code .p0}, encoded by {@code base64} or by PowerShell: with line ends of any
 * kind, marks at the beginning, and UTF-16. It may be open to others, because it is about to be given up.
 */
public final class OldSecretFile {
    private static final char MARK = '\ufeff';

    private OldSecretFile() {}

    /** @throws Fault with exit code 3 when there is no secret in it */
    public static Secret read(Path file, boolean base64) {
        var text = text(bytes(file)).strip();
        var value = base64 ? text(decoded(file, text)).strip() : text;
        if (value.isEmpty()) {
            throw Fault.of(ExitCode.SETTINGS, "The file " + file + " is empty.");
        }
        if (value.chars().anyMatch(c -> c < ' ' || c == MARK || c == '\ufffd')) {
            throw Fault.of(
                            ExitCode.SETTINGS,
                            "The file " + file + " does not hold a client secret: it is no line of text.")
                    .hint(base64 ? "is it encoded at all? try it without --base64" : "it may have several lines");
        }
        return Secret.of(value);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot read the file " + file + ": " + AtomicFile.reason(e))
                    .because(e);
        }
    }

    private static byte[] decoded(Path file, String text) {
        try {
            return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw Fault.of(ExitCode.SETTINGS, "The file " + file + " is not base64.")
                    .hint("without --base64 it is taken as it is");
        }
    }

    /** UTF-8, or UTF-16 by its mark or by the zeros that it puts between Latin letters. */
    private static String text(byte[] bytes) {
        var wide = bytes.length >= 2
                && bytes.length % 2 == 0
                && (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe || bytes[1] == 0);
        var text = new String(bytes, wide ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }
}
