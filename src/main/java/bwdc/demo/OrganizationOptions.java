package bwdc.demo;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How an embedded organization behaves.
 *
 * @param port the port, 0 for any
 * @param tokenLife how long a token is good
 * @param vaultwarden answers as Vaultwarden does: only the import, matching by mail
 * @param cloud refuses more than 2,000 users or groups unless {@code largeImport}
 * @param seats how many members it may have
 * @param postsPerMinute more are answered with 429
 * @param discard counts and hashes imports without looking into them, for benchmarks
 */
public record OrganizationOptions(
        int port,
        String clientId,
        String clientSecret,
        Duration tokenLife,
        boolean vaultwarden,
        boolean cloud,
        OptionalInt seats,
        OptionalInt postsPerMinute,
        boolean discard) {
    public static final OrganizationOptions USUAL = new OrganizationOptions(
            0,
            "organization.11111111-2222-3333-4444-555555555555",
            "demo-client-secret",
            Duration.ofHours(1),
            false,
            true,
            OptionalInt.empty(),
            OptionalInt.empty(),
            false);

    public OrganizationOptions withKey(String id, String secret) {
        return new OrganizationOptions(port, id, secret, tokenLife, vaultwarden, cloud, seats, postsPerMinute, discard);
    }

    public OrganizationOptions withPort(int chosen) {
        return new OrganizationOptions(
                chosen, clientId, clientSecret, tokenLife, vaultwarden, cloud, seats, postsPerMinute, discard);
    }

    public OrganizationOptions withTokenLife(Duration life) {
        return new OrganizationOptions(
                port, clientId, clientSecret, life, vaultwarden, cloud, seats, postsPerMinute, discard);
    }

    public OrganizationOptions asVaultwarden() {
        return new OrganizationOptions(
                port, clientId, clientSecret, tokenLife, true, cloud, seats, postsPerMinute, discard);
    }

    public OrganizationOptions withSeats(int number) {
        return new OrganizationOptions(
                port,
                clientId,
                clientSecret,
                tokenLife,
                vaultwarden,
                cloud,
                OptionalInt.of(number),
                postsPerMinute,
                discard);
    }

    public OrganizationOptions withPostsPerMinute(int number) {
        return new OrganizationOptions(
                port, clientId, clientSecret, tokenLife, vaultwarden, cloud, seats, OptionalInt.of(number), discard);
    }

    public OrganizationOptions discarding() {
        return new OrganizationOptions(
                port, clientId, clientSecret, tokenLife, vaultwarden, cloud, seats, postsPerMinute, true);
    }
}
