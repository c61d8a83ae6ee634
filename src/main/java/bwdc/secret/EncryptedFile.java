package bwdc.secret;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import bwdc.host.FileModes;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * {@code secrets.json}: each secret encrypted by AES-256-GCM under a key that stands in another folder, with its name as
 * associated data so that entries cannot be exchanged. What this protects from, and what not, is in docs/secrets.md.
 */
public final class EncryptedFile implements SecretStore {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] PURPOSE = "bwdc secrets.json".getBytes(StandardCharsets.UTF_8);

    private final Path file;
    private final KeyFile keyFile;

    public EncryptedFile(Path folder, KeyFile keyFile) {
        file = folder.resolve("secrets.json");
        this.keyFile = keyFile;
    }

    @Override
    public Optional<Secret> read(String name) {
        return entries().object(name).map(entry -> decrypt(name, entry));
    }

    @Override
    public void write(Map<String, Optional<Secret>> changes) {
        var entries = entries();
        changes.forEach((name, secret) ->
                secret.ifPresentOrElse(value -> entries.put(name, encrypt(name, value)), () -> entries.remove(name)));
        var root = new JsonObject().put("format", 1L).put("secrets", entries);
        AtomicFile.write(file, Json.pretty(root).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String place() {
        return file + " (encrypted)";
    }

    private JsonObject entries() {
        if (!Files.exists(file)) {
            return new JsonObject();
        }
        try {
            if (FileModes.openToOthers(file)) {
                throw SecretFile.openToOthers(file, "the stored secrets");
            }
            if (Json.parse(Files.readAllBytes(file)) instanceof JsonObject root) {
                return root.object("secrets").orElseThrow(() -> damaged("it has no secrets"));
            }
            throw damaged("it is no JSON object");
        } catch (JsonSyntaxException e) {
            throw damaged("line " + e.line() + ", column " + e.column() + ": " + e.getMessage());
        } catch (IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot read " + file + ": " + AtomicFile.reason(e))
                    .because(e);
        }
    }

    private Fault damaged(String problem) {
        return Fault.of(ExitCode.SETTINGS, file + " is damaged: " + problem)
                .hint("restore it from a backup, or move it away, `bwdc login` and set the directory's password again");
    }

    private JsonObject encrypt(String name, Secret secret) {
        var nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, keyFile.readOrCreate(), nonce, name);
            var text = cipher.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
            var encoder = Base64.getEncoder();
            return new JsonObject()
                    .put("nonce", encoder.encodeToString(nonce))
                    .put("text", encoder.encodeToString(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Secret decrypt(String name, JsonObject entry) {
        try {
            var decoder = Base64.getDecoder();
            var nonce = decoder.decode(entry.text("nonce").orElse(""));
            var cipher = cipher(Cipher.DECRYPT_MODE, keyFile.read(), nonce, name);
            return Secret.of(
                    new String(cipher.doFinal(decoder.decode(entry.text("text").orElse(""))), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw Fault.of(
                            ExitCode.SETTINGS,
                            "The key " + keyFile.path() + " does not open the secret \"" + name + "\" in " + file + ".")
                    .hint("restore the key that belongs to it, or move secrets.json away, `bwdc login` and set the"
                            + " directory's password again")
                    .because(e);
        }
    }

    private static Cipher cipher(int mode, byte[] master, byte[] nonce, String name) throws GeneralSecurityException {
        SecretKey key = KDF.getInstance("HKDF-SHA256")
                .deriveKey("AES", HKDFParameterSpec.ofExtract().addIKM(master).thenExpand(PURPOSE, 32));
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
