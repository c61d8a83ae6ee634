package bwdc.directory.onelogin;

import bwdc.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user as OneLogin tells it.
 *
 * @param id a number in OneLogin, kept as its digits
 * @param email as it stands there
 * @param status 0 unactivated, 1 active, 2 suspended, 3 locked, 4 password expired, 5 awaiting a new one, 7 and 8 pending
 * @param fullName first and last name, empty without
 * @param roles ids of their roles
 */
record Person(
        String id,
        @Nullable String email,
        @Nullable String username,
        @Nullable Long status,
        String fullName,
        Set<String> roles) {
    private static final long SUSPENDED = 2;

    /**
     * Reads a user. Each key is there in a whole answer, if only with null: a missing one is no statement that there is
     * no address or no role.
     *
     * @throws Malformed when it cannot be one
     */
    static Person of(JsonObject user) throws Malformed {
        var id = Malformed.id(user.get("id"), "a user");
        var who = "the user " + id;
        return new Person(
                id,
                text(user, "email", who),
                user.text("username").orElse(null),
                status(user, who),
                (user.text("firstname").orElse("") + " " + user.text("lastname").orElse("")).strip(),
                roles(user, who));
    }

    private static @Nullable String text(JsonObject user, String key, String who) throws Malformed {
        return switch (Malformed.present(user, key, who)) {
            case null -> null;
            case String text -> text;
            case Object other -> throw new Malformed(who + " has as " + key + " " + other);
        };
    }

    private static @Nullable Long status(JsonObject user, String who) throws Malformed {
        return switch (Malformed.present(user, "status", who)) {
            case null -> null;
            case Long number -> number;
            case Object other -> throw new Malformed(who + " has as status " + other);
        };
    }

    private static Set<String> roles(JsonObject user, String who) throws Malformed {
        Set<String> roles = new LinkedHashSet<>();
        switch (Malformed.present(user, "role_id", who)) {
            case null -> {}
            case List<?> list -> {
                for (var role : list) {
                    roles.add(Malformed.id(role, "a role of " + who));
                }
            }
            case Object other -> throw new Malformed(who + " has as role_id " + other);
        }
        return roles;
    }

    boolean isDisabled() {
        return status != null && status == SUSPENDED;
    }

    /** Whether there is nothing to tell of the account. */
    boolean isUsual() {
        return status == null || status == 1;
    }

    /** In words, for people. */
    String state() {
        return "status " + status
                + switch (status == null ? -1 : status.intValue()) {
                    case 0 -> " (unactivated)";
                    case 1 -> " (active)";
                    case 2 -> " (suspended)";
                    case 3 -> " (locked)";
                    case 4 -> " (password expired)";
                    case 5 -> " (awaiting a new password)";
                    case 7 -> " (password pending)";
                    case 8 -> " (security questions required)";
                    default -> "";
                };
    }

    /** What to call them in a sentence. */
    String name() {
        var name = username == null || username.isBlank() ? email : username;
        return name == null || name.isBlank() ? id : id + " (" + name.strip() + ")";
    }

    Optional<String> mail() {
        return Optional.ofNullable(email);
    }
}
