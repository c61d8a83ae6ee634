package bwdc.demo;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How an embedded organization behaves.
 *
 * @param port the port, 0 for any
 * @param tokenLife how long a token is good
 * @param vaultwarden answers as Vaultwarden does: only the import, matching by mail
 * @param cloud refuses more than 2,000 users or groups unless {@code largeImport}, and tells its seats
 * @param seats how many members it may have
 * @param postsPerMinute more are answered with 429
 * @param signInsAtOnce so many does Vaultwarden take, and one more each minute; 10 unless its settings say otherwise
 * @param readsAtOnce so many requests that read are answered, then one with 429, and again
 * @param discard counts and hashes imports without looking into them, so there is nothing to read; for benchmarks
 * @param reading whether members and groups may be read
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
        OptionalInt signInsAtOnce,
        OptionalInt readsAtOnce,
        boolean discard,
        boolean reading) {
    public static final OrganizationOptions USUAL = new OrganizationOptions(
            0,
            "organization.11111111-2222-3333-4444-555555555555",
            "demo-client-secret",
            Duration.ofHours(1),
            false,
            true,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            false,
            true);

    public OrganizationOptions withKey(String id, String secret) {
        return with(port, id, secret, tokenLife);
    }

    public OrganizationOptions withPort(int chosen) {
        return with(chosen, clientId, clientSecret, tokenLife);
    }

    public OrganizationOptions withTokenLife(Duration life) {
        return with(port, clientId, clientSecret, life);
    }

    public OrganizationOptions asVaultwarden() {
        return with(true, seats, postsPerMinute, readsAtOnce, discard, reading);
    }

    public OrganizationOptions withSeats(int number) {
        return with(vaultwarden, OptionalInt.of(number), postsPerMinute, readsAtOnce, discard, reading);
    }

    public OrganizationOptions withPostsPerMinute(int number) {
        return with(vaultwarden, seats, OptionalInt.of(number), readsAtOnce, discard, reading);
    }

    public OrganizationOptions withSignInsAtOnce(int number) {
        return new OrganizationOptions(
                port,
                clientId,
                clientSecret,
                tokenLife,
                vaultwarden,
                cloud,
                seats,
                postsPerMinute,
                OptionalInt.of(number),
                readsAtOnce,
                discard,
                reading);
    }

    public OrganizationOptions withReadsAtOnce(int number) {
        return with(vaultwarden, seats, postsPerMinute, OptionalInt.of(number), discard, reading);
    }

    public OrganizationOptions discarding() {
        return with(vaultwarden, seats, postsPerMinute, readsAtOnce, true, false);
    }

    /** Only the import is there, as behind a proxy that lets nothing else through. */
    public OrganizationOptions withoutReading() {
        return with(vaultwarden, seats, postsPerMinute, readsAtOnce, discard, false);
    }

    private OrganizationOptions with(int newPort, String newId, String newSecret, Duration newLife) {
        return new OrganizationOptions(
                newPort,
                newId,
                newSecret,
                newLife,
                vaultwarden,
                cloud,
                seats,
                postsPerMinute,
                signInsAtOnce,
                readsAtOnce,
                discard,
                reading);
    }

    private OrganizationOptions with(
            boolean asVaultwarden,
            OptionalInt newSeats,
            OptionalInt posts,
            OptionalInt reads,
            boolean discarded,
            boolean readable) {
        return new OrganizationOptions(
                port,
                clientId,
                clientSecret,
                tokenLife,
                asVaultwarden,
                cloud,
                newSeats,
                posts,
                signInsAtOnce,
                reads,
                discarded,
                readable);
    }
}
