package bwdc.bitwarden;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who is in an organization and which groups it has, as its server tells. */
public record Roster(List<Member> members, List<Group> groups) {
    public static final Roster EMPTY = new Roster(List.of(), List.of());

    /** How far somebody's membership has come. */
    public enum Status {
        REVOKED,
        INVITED,
        ACCEPTED,
        CONFIRMED,
        STAGED,
        OTHER;

        /** By the number that the server uses; one of a later release is {@link #OTHER}. */
        public static Status of(long number) {
            return number >= -1 && number <= 3 ? values()[(int) number + 1] : OTHER;
        }

        /** Whether it takes one of the seats that are paid for. */
        public boolean takesSeat() {
            return this != REVOKED && this != STAGED;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Somebody in the organization, under a mail address or, before, an invitation to it.
     *
     * @param externalId null for somebody whom no directory manages
     * @param type 0 for owners, 1 for administrators, 2 for users, 4 for roles of their own
     */
    public record Member(String id, String email, @Nullable String externalId, Status status, long type) {
        public boolean isOwner() {
            return type == 0;
        }
    }

    /**
     * A group.
     *
     * @param externalId null for a group that was made by hand
     * @param memberIds null when they were not read
     */
    public record Group(
            String id,
            String name,
            @Nullable String externalId,
            @Nullable List<String> memberIds) {
        public Group with(List<String> ids) {
            return new Group(id, name, externalId, ids);
        }
    }

    /** How many seats are taken, as far as the list of members tells. */
    public long seatsTaken() {
        return members.stream().filter(member -> member.status().takesSeat()).count();
    }
}
