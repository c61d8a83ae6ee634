package bwdc.sync;

import bwdc.directory.DirectoryUser;
import bwdc.settings.Canary;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks for what every whole read must find. */
public final class Canaries {
    private Canaries() {}

    /** Those that the read did not find; a user counts when neither disabled nor deleted. */
    public static List<Canary> missing(Company company, List<Canary> canaries) {
        return canaries.stream().filter(canary -> !seen(company, canary)).toList();
    }

    private static boolean seen(Company company, Canary canary) {
        Set<String> ids = new HashSet<>();
        if (canary.mail().isPresent()) {
            company.users().stream()
                    .filter(user -> canary.mail().get().equals(user.email()) && !user.deleted() && !user.disabled())
                    .map(DirectoryUser::externalId)
                    .forEach(ids::add);
            if (ids.isEmpty() || canary.group().isEmpty()) {
                return !ids.isEmpty();
            }
        }
        var name = canary.group().orElse("").toLowerCase(Locale.ROOT);
        return company.groups().stream()
                .filter(group -> group.name().toLowerCase(Locale.ROOT).equals(name))
                .anyMatch(group ->
                        canary.mail().isEmpty() || group.members().stream().anyMatch(ids::contains));
    }
}
