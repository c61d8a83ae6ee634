package bwdc.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A certificate authority of a test's own, a server certificate for {@code localhost}, 127.0.0.1 and ::1, and a client
 * certificate, as PEM files.
 */
public record Certificates(Path authority, Path certificate, Path key, Path clientCertificate, Path clientKey) {
    /** Makes them with openssl, or skips the test where it is not installed. */
    public static Certificates in(Path folder) {
        return in(folder, "DNS:localhost,IP:127.0.0.1,IP:::1", 30);
    }

    /**
     * The same for other names.
     *
     * @param days how long the server's certificate is good, counted from now; negative when it has expired
     */
    public static Certificates in(Path folder, String names, int days) {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/openssl")), "the Debian package openssl is not installed");
        var ca = folder.resolve("ca.pem");
        var caKey = folder.resolve("ca-key.pem");
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=test authority",
                "-keyout",
                caKey.toString(),
                "-out",
                ca.toString());
        issue(folder, "server", "/CN=test server", "subjectAltName=" + names, days, ca, caKey);
        issue(folder, "client", "/O=lab/CN=client", "extendedKeyUsage=clientAuth", 30, ca, caKey);
        return new Certificates(
                ca,
                folder.resolve("server.pem"),
                folder.resolve("server-key.pem"),
                folder.resolve("client.pem"),
                folder.resolve("client-key.pem"));
    }

    private static void issue(
            Path folder, String name, String subject, String extension, int days, Path ca, Path caKey) {
        var request = folder.resolve(name + ".csr").toString();
        try {
            var extensions = Files.writeString(folder.resolve(name + ".ext"), extension + "\n");
            openssl(
                    "req",
                    "-newkey",
                    "rsa:2048",
                    "-nodes",
                    "-subj",
                    subject,
                    "-keyout",
                    folder.resolve(name + "-key.pem").toString(),
                    "-out",
                    request);
            var validity = days > 0
                    ? List.of("-days", Integer.toString(days))
                    : List.of("-not_before", "20200101000000Z", "-not_after", "20200201000000Z");
            var command = new java.util.ArrayList<>(List.of(
                    "x509",
                    "-req",
                    "-in",
                    request,
                    "-CA",
                    ca.toString(),
                    "-CAkey",
                    caKey.toString(),
                    "-CAcreateserial",
                    "-extfile",
                    extensions.toString(),
                    "-out",
                    folder.resolve(name + ".pem").toString()));
            command.addAll(validity);
            openssl(command.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void openssl(String... arguments) {
        try {
            var command = new java.util.ArrayList<>(List.of("/usr/bin/openssl"));
            command.addAll(List.of(arguments));
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("openssl " + List.of(arguments) + ": " + printed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
