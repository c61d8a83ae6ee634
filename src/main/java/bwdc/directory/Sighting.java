package bwdc.directory;

import java.util.List;
import java.util.Optional;

/**
 * An entry of a directory as it is, whether a read takes it or not.
 *
 * @param name what people call it, empty where the reference id says so
 * @param kind what it is: user, group, contact, computer, or its classes
 * @param place whether it is where users, or groups, are searched
 * @param clauses what it has to match to be read; empty for a deleted one
 * @param signs what says that it is disabled, locked, expired or deleted, each with its attribute
 * @param mail its address, empty without one
 * @param mailFrom which attributes that comes from, or would come from
 * @param otherMails further addresses that it has, with their attributes, which do not count
 */
public record Sighting(
        String referenceId,
        String name,
        String externalId,
        String kind,
        boolean deleted,
        Place place,
        List<Clause> clauses,
        List<String> signs,
        Optional<String> mail,
        String mailFrom,
        List<String> otherMails) {

    /** Where an entry is. */
    public enum Place {
        INSIDE,
        OUTSIDE,
        /** The directory is read as a whole. */
        EVERYWHERE
    }

    public boolean inBase() {
        return place != Place.OUTSIDE;
    }

    /** Whether a read takes it, as far as search base and filter go. */
    public boolean isRead() {
        return !deleted
                && inBase()
                && clauses.stream()
                        .filter(clause -> clause.depth() == 0)
                        .allMatch(clause -> clause.verdict() == Clause.Verdict.MATCHES);
    }
}
