package bwdc.directory.ldap;

import bwdc.directory.memory.PartChanges;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a server answers to the question what has changed. */
sealed interface Changes {
    /**
     * All of it.
     *
     * @param deleted ids of entries, of whatever kind, that the server remembers as deleted
     */
    record Told(List<PartChanges> parts, Map<String, String> cookies, Set<UUID> deleted) implements Changes {
        /** By a server that forgets what is deleted. */
        Told(List<PartChanges> parts, Map<String, String> cookies) {
            this(parts, cookies, Set.of());
        }
    }

    /**
     * It does not know any more, or never did.
     *
     * @param reason part of a sentence
     */
    record Unknown(String reason) implements Changes {}
}
