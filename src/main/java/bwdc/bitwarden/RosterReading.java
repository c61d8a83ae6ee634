package bwdc.bitwarden;

/** What comes of asking a server for its members and groups. */
public sealed interface RosterReading {
    /** Members and groups, without the members of groups. */
    record Read(Roster roster) implements RosterReading {}

    /**
     * The server does not let the organization's key read.
     *
     * @param kind what it seems to be
     */
    record Unavailable(ServerKind kind) implements RosterReading {}
}
