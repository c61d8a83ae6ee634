package bwdc.demo;

import bwdc.demo.sample.SampleDirectory;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A temporary folder with a data.json for the embedded servers; closing it removes it. */
public final class DemoFolder implements AutoCloseable {
    private static final String AUTHORITY = "authority.pem";

    private final Path folder;

    private DemoFolder(Path folder) {
        this.folder = folder;
    }

    /** Made for its owner alone, like every temporary folder. */
    public static DemoFolder create(SampleDirectory directory, EmbeddedOrganization organization, String secret) {
        try {
            var folder = Files.createTempDirectory("bwdc-demo-");
            var made = new DemoFolder(folder);
            Files.writeString(
                    folder.resolve("data.json"),
                    Json.pretty(data(directory, organization.url().toString())));
            made.secret(secret);
            made.authority(directory.certificate());
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void secret(String secret) throws IOException {
        var file = folder.resolve("client-secret");
        Files.createFile(file, bwdc.host.FileModes.privateFile(file));
        Files.write(file, secret.getBytes(StandardCharsets.UTF_8));
    }

    private void authority(Optional<String> certificate) throws IOException {
        if (certificate.isPresent()) {
            Files.writeString(folder.resolve(AUTHORITY), certificate.get());
        }
    }

    static JsonObject data(SampleDirectory directory, String server) {
        var data =
                new JsonObject().put("stateVersion", 8L).put("environmentUrls", new JsonObject().put("base", server));
        var sync = new JsonObject()
                .put("users", true)
                .put("groups", true)
                .put("removeDisabled", true)
                .put("overwriteExisting", false)
                .put("largeImport", false)
                .put("inviteUsersAfterProvisioning", true);
        var special = directory.data();
        special.object("sync").ifPresent(own -> own.keys().forEach(key -> sync.put(key, own.get(key))));
        special.keys().forEach(key -> data.put(key, special.get(key)));
        return data.put("sync", sync);
    }

    Path path() {
        return folder;
    }

    /** The environment that points bwdc here. */
    public Map<String, String> environment(String clientId) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("BITWARDENCLI_CONNECTOR_APPDATA_DIR", folder.toString());
        variables.put("BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS", "true");
        variables.put("BW_CLIENTID", clientId);
        variables.put("BW_CLIENTSECRET_FILE", folder.resolve("client-secret").toString());
        if (Files.exists(folder.resolve(AUTHORITY))) {
            variables.put("BWDC_CA_FILE", folder.resolve(AUTHORITY).toString());
        }
        return variables;
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path visited, @org.jspecify.annotations.Nullable IOException problem) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (java.nio.file.NoSuchFileException e) {
            // Somebody removed it already.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
