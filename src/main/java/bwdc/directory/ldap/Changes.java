package bwdc.directory.ldap;

import bwdc.directory.memory.PartChanges;
import java.util.List;
import java.util.Map;

/** What a server answers to the question what has changed. */
sealed interface Changes {
    /** All of it. */
    record Told(List<PartChanges> parts, Map<String, String> cookies) implements Changes {}

    /**
     * It does not know any more, or never did.
     *
     * @param reason part of a sentence
     */
    record Unknown(String reason) implements Changes {}
}
