package bwdc.sync;

import org.jspecify.annotations.Nullable;

/**
 * A person of the {@link Baseline}.
 *
 * @param mail the address in the directory, null for one who is known only as a member
 * @param told the address that the organization was last told for an active person, null when it was told none or has
 *     been told that the person is gone
 * @param missedReads full reads, one after another, that did not find the person
 * @param missedSince when the first of these began, in seconds since 1970, 0 when there are none
 */
public record KnownUser(
        String externalId,
        @Nullable String mail,
        @Nullable String told,
        Presence presence,
        int missedReads,
        long missedSince) {

    /** Somebody whom the directory has right now. */
    public static KnownUser of(String externalId, @Nullable String mail, @Nullable String told, Presence presence) {
        return new KnownUser(externalId, mail, told, presence, 0, 0);
    }

    /** Whether the organization has this person, as far as it was told. */
    public boolean isMember() {
        return told != null;
    }

    /** The address by which people know them. */
    public String name() {
        if (told != null) {
            return told;
        }
        return mail == null ? externalId : mail;
    }

    KnownUser told(@Nullable String address) {
        return new KnownUser(externalId, mail, address, presence, missedReads, missedSince);
    }

    KnownUser as(Presence now) {
        return KnownUser.of(externalId, mail, told, now);
    }

    /** One more full read without them. */
    KnownUser missed(long now) {
        return new KnownUser(
                externalId,
                mail,
                told,
                Presence.MISSING,
                presence == Presence.MISSING ? missedReads + 1 : 1,
                presence == Presence.MISSING ? missedSince : now);
    }
}
