package bwdc.cli;

import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectoryUser;
import bwdc.json.JsonObject;
import bwdc.sync.Company;
import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The JSON that {@code bwdc test} prints. The reference sorts by {@code Intl.Collator("en", {numeric: true, sensitivity:
 * "base"})}, which is ICU's root collation at primary strength with digits compared as numbers.
 */
final class TestReport {
    private TestReport() {}

    static JsonObject of(Company company) {
        var order = order();
        var users = sorted(company.users(), TestReport::name, order);
        var groups = sorted(company.groups(), DirectoryGroup::name, order);
        return new JsonObject()
                .put("groups", groups.stream().map(TestReport::group).toList())
                .put("enabledUsers", list(users, user -> !user.deleted() && !user.disabled()))
                .put("disabledUsers", list(users, user -> !user.deleted() && user.disabled()))
                .put("deletedUsers", list(users, DirectoryUser::deleted))
                .put("object", "test");
    }

    private static Comparator<String> order() {
        var collator = (RuleBasedCollator) Collator.getInstance(ULocale.ENGLISH);
        collator.setNumericCollation(true);
        collator.setStrength(Collator.PRIMARY);
        return collator.freeze()::compare;
    }

    private static <T> List<T> sorted(List<T> entries, Function<T, String> name, Comparator<String> order) {
        return entries.stream().sorted(Comparator.comparing(name, order)).toList();
    }

    private static String name(DirectoryUser user) {
        var email = user.email();
        return email == null ? user.referenceId() : email;
    }

    private static JsonObject group(DirectoryGroup group) {
        return new JsonObject()
                .put("externalId", group.externalId())
                .put("displayName", group.name())
                .put("userIds", group.members());
    }

    private static List<JsonObject> list(List<DirectoryUser> users, Predicate<DirectoryUser> which) {
        return users.stream()
                .filter(which)
                .map(user ->
                        new JsonObject().put("externalId", user.externalId()).put("displayName", name(user)))
                .toList();
    }
}
