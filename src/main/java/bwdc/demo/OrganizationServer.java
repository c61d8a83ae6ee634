package bwdc.demo;

import java.io.IOException;
import java.util.List;

/**
 * Runs an embedded organization alone, for benchmarks and trials: {@code OrganizationServer [--port N] [--discard]
 * [--client-id ID] [--client-secret SECRET]}. It prints its address and ends when its input does.
 */
public final class OrganizationServer {
    private OrganizationServer() {}

    public static void main(String[] args) throws IOException {
        var options = OrganizationOptions.USUAL;
        var rest = List.of(args).iterator();
        while (rest.hasNext()) {
            options = switch (rest.next()) {
                case "--port" -> options.withPort(Integer.parseInt(rest.next()));
                case "--discard" -> options.discarding();
                case "--client-id" -> options.withKey(rest.next(), options.clientSecret());
                case "--client-secret" -> options.withKey(options.clientId(), rest.next());
                default -> throw new IllegalArgumentException("unknown option; see the class comment");
            };
        }
        try (var organization = EmbeddedOrganization.start(options)) {
            System.out.println(organization.url());
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
