package bwdc.directory.memory;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entry of a directory, with whatever about it can change what is sent. */
public sealed interface Entry {
    /** By which the directory knows the entry, whatever it is called. */
    UUID id();

    /** What it is called now, as the directory writes it. */
    String name();

    /**
     * Somebody who can be a user and a member of groups.
     *
     * @param mail null for somebody without a usable address, who is left out but is a member all the same
     * @param uid by which groups may name them instead, null when that is not known
     */
    record Person(
            UUID id,
            String name,
            String externalId,
            @Nullable String mail,
            boolean disabled,
            @Nullable String uid) implements Entry {}

    /**
     * A group.
     *
     * @param title what it is called in Bitwarden
     * @param members as the directory writes them: names of people and of groups, or uids
     */
    record Team(UUID id, String name, String externalId, String title, List<String> members) implements Entry {}

    /** An entry that has others below it, whose names change with its own. */
    record Container(UUID id, String name) implements Entry {}
}
