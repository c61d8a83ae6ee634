package bwdc.run;

import bwdc.directory.Findings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps everything that a read tells beside its snapshot. */
public final class Gathered implements Findings {
    private final Map<String, LeftOut> leftOut = new LinkedHashMap<>();
    private final Map<String, Listed> members = new HashMap<>();

    /** Somebody who is no user because of their address. */
    public record LeftOut(String referenceId, String why) {}

    /** What a group lists, and what of it was not found. */
    record Listed(int values, List<String> unresolved) {}

    @Override
    public void leftOut(String referenceId, String externalId, String why) {
        leftOut.put(externalId, new LeftOut(referenceId, why));
    }

    @Override
    public void members(String group, int values, List<String> unresolved) {
        members.put(group, new Listed(values, unresolved));
    }

    /** By external id. */
    public Map<String, LeftOut> leftOut() {
        return leftOut;
    }

    Listed members(String group) {
        return members.getOrDefault(group, new Listed(0, List.of()));
    }

    /** The reference ids of groups in which a member was not found. */
    public Set<String> groupsListing(String member) {
        Set<String> groups = new HashSet<>();
        members.forEach((group, listed) -> {
            if (listed.unresolved().stream().anyMatch(member::equalsIgnoreCase)) {
                groups.add(group);
            }
        });
        return groups;
    }

    /** Members of groups that were not found, each as often as it is listed. */
    List<String> unresolved() {
        List<String> all = new ArrayList<>();
        members.values().forEach(listed -> all.addAll(listed.unresolved()));
        return all;
    }
}
