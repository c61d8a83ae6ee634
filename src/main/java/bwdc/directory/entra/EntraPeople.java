package bwdc.directory.entra;

import bwdc.directory.DirectoryUser;
import bwdc.directory.Findings;
import bwdc.directory.cloud.CloudAnswer;
import bwdc.json.JsonObject;
import bwdc.settings.SetFilter;
import bwdc.settings.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes users of entries, each once, and decides by their addresses who is one. */
final class EntraPeople {
    /** All that is needed of a user. */
    static final String SELECT = "$select=id,mail,userPrincipalName,accountEnabled";

    private final Predicate<@Nullable String> byMail;
    private final Set<String> leftOut;
    private final Findings findings;
    private final Map<String, DirectoryUser> users = new LinkedHashMap<>();

    /**
     * @param byMail whether somebody with this address is wanted
     * @param leftOut takes the ids of people without a usable address
     */
    EntraPeople(Predicate<@Nullable String> byMail, Set<String> leftOut, Findings findings) {
        this.byMail = byMail;
        this.leftOut = leftOut;
        this.findings = findings;
    }

    static Predicate<@Nullable String> everybody() {
        return mail -> true;
    }

    static Predicate<@Nullable String> named(SetFilter.Named named) {
        return named::keeps;
    }

    static Predicate<@Nullable String> without(Set<String> mails) {
        return mail -> mail == null || !mails.contains(mail);
    }

    /** An entry of the tenant's users. */
    void add(JsonObject entry, CloudAnswer page) {
        var id = Graph.id(entry, page);
        var mail = mail(entry, id);
        if (users.containsKey(id) || !byMail.test(mail)) {
            return;
        }
        var disabled = !entry.flag("accountEnabled").orElse(true);
        if (mail == null || mail.isEmpty()) {
            leaveOut(id, "without mail");
        } else if (!disabled && mail.indexOf('#') >= 0) {
            leaveOut(id, "a guest without mail: " + mail);
        } else {
            users.put(id, new DirectoryUser(id, id, mail, disabled, false));
        }
    }

    private void leaveOut(String id, String why) {
        if (leftOut.add(id)) {
            findings.leftOut(id, id, why);
        }
    }

    /** Somebody whom Entra ID keeps as deleted, unless there is no address to tell them by. */
    void addDeleted(JsonObject entry) {
        var id = entry.text("id").orElse("");
        var mail = mail(entry, id);
        if (!users.containsKey(id) && mail != null && !mail.isEmpty() && byMail.test(mail)) {
            users.put(
                    id,
                    new DirectoryUser(
                            id, id, mail, !entry.flag("accountEnabled").orElse(true), true));
        }
    }

    List<DirectoryUser> users() {
        return List.copyOf(users.values());
    }

    /** The same text for the same id. */
    String known(String id) {
        var user = users.get(id);
        return user == null ? id : user.externalId();
    }

    /**
     * The mail address. The user name stands in for one that is missing or of the tenant's own {@code onmicrosoft.com}, which
     * nobody reads; upper and lower case matter in this test alone, as in the reference.
     */
    static @Nullable String mail(JsonObject entry, String id) {
        var mail = entry.text("mail").filter(text -> !text.isEmpty());
        var name =
                entry.text("userPrincipalName").map(text -> withoutId(text, id)).filter(text -> !text.isEmpty());
        return mail.filter(text -> !text.contains("onmicrosoft.com"))
                .or(() -> name)
                .or(() -> mail)
                .map(EntraPeople::normal)
                .orElse(null);
    }

    static String normal(String text) {
        return Spelling.normal(text);
    }

    /** Entra ID puts the id before the user name of somebody whom it deletes, so that the name is free again. */
    private static String withoutId(String name, String id) {
        var prefix = id.replace("-", "");
        return !prefix.isEmpty() && name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }
}
