package bwdc.directory.ldap;

import bwdc.directory.Cursor;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps incremental reads from missing or repeating a change. Servers store the time of a change in whole seconds, and
 * their clocks differ, so every read reaches back some minutes before the latest change seen; the digests of what was
 * seen in that time are kept, and an entry that comes again unchanged is left out.
 */
final class Revisions {
    /** How far clocks and replicas may be apart. */
    static final Duration ALLOWANCE = Duration.ofMinutes(5);

    /** More entries than this are not remembered; they are sent once more instead. */
    private static final int MOST_DIGESTS = 20_000;

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final String SEEN = "ldap.seen";
    private static final String LATEST = "ldap.latest";
    private static final String SETTINGS = "ldap.settings";

    private final Optional<String> attribute;
    private final String fingerprint;
    private final Set<Long> seenBefore;
    private final Optional<Instant> latestBefore;
    private final boolean sameSettings;
    private final boolean dropSeen;
    private final Map<Long, Instant> seen = new HashMap<>();
    private Instant latest;

    /**
     * Starts from what the last read left.
     *
     * @param fingerprint of the settings that decide what is read
     * @param dropSeen whether entries seen before are left out; a full read keeps them
     */
    Revisions(Optional<String> attribute, String fingerprint, Cursor before, boolean dropSeen) {
        this.attribute = attribute;
        this.fingerprint = digest(fingerprint);
        this.dropSeen = dropSeen;
        sameSettings = this.fingerprint.equals(before.values().get(SETTINGS));
        seenBefore = decode(before.values().getOrDefault(SEEN, ""));
        latestBefore = Optional.ofNullable(before.values().get(LATEST)).flatMap(Revisions::time);
        latest = latestBefore.orElse(Instant.MIN);
    }

    /** Whether the last read was made with the same settings, so that this one may be incremental. */
    boolean sameSettings() {
        return sameSettings;
    }

    /**
     * From when on to ask, in the directory's form: by its own clock, unless it has never been read before.
     *
     * @param lastSync start of the last successful run, by this machine's clock
     */
    String since(Instant lastSync) {
        return SECONDS.format(latestBefore.orElse(lastSync).minus(ALLOWANCE).atOffset(ZoneOffset.UTC)) + ".0Z";
    }

    /** Notes an entry and tells whether it has to be looked at; its content is asked for only where it counts. */
    boolean isNew(SearchResultEntry entry, Supplier<String> content) {
        if (attribute.isEmpty()) {
            return true;
        }
        var value = entry.getAttributeValue(attribute.get());
        var time = Optional.ofNullable(value).flatMap(Revisions::time);
        if (time.isEmpty()) {
            return true;
        }
        if (time.get().isAfter(latest)) {
            latest = time.get();
        }
        var outdated = time.get().isBefore(latest.minus(ALLOWANCE));
        if (outdated && !dropSeen) {
            return true;
        }
        var digest = longDigest(value + " " + content.get());
        if (!outdated && seen.size() <= MOST_DIGESTS) {
            seen.put(digest, time.get());
        }
        return !dropSeen || !seenBefore.contains(digest);
    }

    /** What the next read has to know. */
    Cursor next() {
        if (attribute.isEmpty()) {
            return Cursor.NONE;
        }
        Map<String, String> values = new HashMap<>();
        values.put(SETTINGS, fingerprint);
        if (!latest.equals(Instant.MIN)) {
            values.put(LATEST, SECONDS.format(latest.atOffset(ZoneOffset.UTC)));
            var from = latest.minus(ALLOWANCE);
            var bytes = ByteBuffer.allocate(seen.size() * Long.BYTES);
            seen.forEach((digest, time) -> {
                if (time.isAfter(from)) {
                    bytes.putLong(digest);
                }
            });
            if (seen.size() <= MOST_DIGESTS) {
                values.put(
                        SEEN,
                        Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes.array(), bytes.position())));
            }
        }
        return new Cursor(values);
    }

    private static Set<Long> decode(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            Set<Long> digests = HashSet.newHashSet(bytes.remaining() / Long.BYTES);
            while (bytes.remaining() >= Long.BYTES) {
                digests.add(bytes.getLong());
            }
            return digests;
        } catch (IllegalArgumentException e) {
            return Set.of();
        }
    }

    /** GeneralizedTime (RFC 4517 3.3.13) as servers write it: in UTC, with or without a fraction. */
    private static Optional<Instant> time(String value) {
        if (value.length() < 14) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDateTime.parse(value.substring(0, 14), SECONDS).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String digest(String text) {
        return Long.toHexString(longDigest(text));
    }

    private static long longDigest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
