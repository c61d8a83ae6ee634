package bwdc.run;

import bwdc.json.JsonObject;
import bwdc.settings.SyncSettings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;

/** What data.json remembers of earlier runs, under the reference's keys and in its order. */
public final class RunState {
    private static final String ORGANIZATION = "organizationId";
    private static final String ENTITY = "entityId";
    private static final String USERS = "lastUserSync";
    private static final String GROUPS = "lastGroupSync";
    private static final String HASH = "lastSyncHash";

    /** JavaScript's {@code toISOString}: always milliseconds, always Z. */
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final JsonObject root;

    public RunState(JsonObject root) {
        this.root = root;
    }

    public static String text(Instant time) {
        return ISO.format(time);
    }

    public Optional<Instant> lastUserSync() {
        return time(USERS);
    }

    public Optional<Instant> lastGroupSync() {
        return time(GROUPS);
    }

    public Optional<String> lastHash() {
        return root.text(HASH);
    }

    public Optional<String> entityId() {
        return root.text(ENTITY);
    }

    public Optional<String> organizationId() {
        return root.text(ORGANIZATION);
    }

    /** The id of this installation, made on first use. */
    public String appId() {
        var known = root.text("appId");
        if (known.isPresent()) {
            return known.get();
        }
        var id = UUID.randomUUID().toString();
        root.put("appId", id);
        return id;
    }

    /** Another organization starts anew, except that the hash stays, as in the reference: it names the organization. */
    public void organization(String id) {
        root.put(ENTITY, id);
        if (!organizationId().filter(id::equals).isPresent()) {
            forgetReads();
        }
        root.put(ORGANIZATION, id);
    }

    /** Remembers a run that succeeded. */
    public void succeeded(Instant started, SyncSettings settings, Optional<String> hash) {
        hash.ifPresent(value -> root.put(HASH, value));
        if (settings.groups()) {
            root.put(GROUPS, text(started));
        }
        if (settings.users()) {
            root.put(USERS, text(started));
        }
    }

    /** Forgets everything, so that the next run reads and sends everything. */
    public void clear() {
        forgetReads();
        root.put(HASH, null);
    }

    private void forgetReads() {
        root.put("userDeltaToken", null)
                .put("groupDeltaToken", null)
                .put(GROUPS, null)
                .put(USERS, null);
    }

    private Optional<Instant> time(String key) {
        return root.text(key).flatMap(RunState::parse);
    }

    /** A time that cannot be read counts as none: the next run then reads everything. */
    private static Optional<Instant> parse(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
