package bwdc.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.Fault;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OldSecretFileTest {
    private static final String VALUE = "geheim-mit-ü=42";

    @TempDir
    private Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve(".p0"), content);
    }

    private static byte[] encoded(String text, Charset charset) {
        return Base64.getEncoder().encode(text.getBytes(charset));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                VALUE,
                VALUE + "\n",
                VALUE + "\r\n",
                "\ufeff" + VALUE,
                "\ufeff" + VALUE + "\r\n",
                " " + VALUE + " "
            })
    void lineEndsAndMarksAreNoPartOfIt(String text) throws IOException {
        assertThat(OldSecretFile.read(file(text.getBytes(StandardCharsets.UTF_8)), false)
                        .reveal())
                .isEqualTo(VALUE);
        var once = new String(encoded(text, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        for (var end : new String[] {"", "\n", "\r\n"}) {
            for (var mark : new String[] {"", "\ufeff"}) {
                var whole = file((mark + once + end).getBytes(StandardCharsets.UTF_8));
                assertThat(OldSecretFile.read(whole, true).reveal()).isEqualTo(VALUE);
            }
        }
        var folded = once.substring(0, 8) + "\r\n" + once.substring(8) + "\r\n";
        assertThat(OldSecretFile.read(file(folded.getBytes(StandardCharsets.UTF_8)), true)
                        .reveal())
                .isEqualTo(VALUE);
    }

    /** {@code [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes(…)) > .p0} in Windows PowerShell. */
    @Test
    void powerShellsUtf16IsUnderstood() throws IOException {
        var secret = "client-secret-42";
        var inner = new String(encoded(secret, StandardCharsets.UTF_16LE), StandardCharsets.US_ASCII);
        var outer = ("\ufeff" + inner + "\r\n").getBytes(StandardCharsets.UTF_16LE);
        assertThat(OldSecretFile.read(file(outer), true).reveal()).isEqualTo(secret);
    }

    @Test
    void whatIsNoSecretIsRefusedWithoutRepeatingIt() throws IOException {
        var binary = file(Base64.getEncoder().encode(new byte[] {1, 2, (byte) 200, 4}));
        assertThatThrownBy(() -> OldSecretFile.read(binary, true))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("no line of text");
        var clear = file("not*base64*at*all".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> OldSecretFile.read(clear, true))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("is not base64")
                .hasMessageNotContaining("at*all");
        var empty = file("\r\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> OldSecretFile.read(empty, true))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("is empty");
        assertThatThrownBy(() -> OldSecretFile.read(folder, false)).isInstanceOf(Fault.class);
    }
}
