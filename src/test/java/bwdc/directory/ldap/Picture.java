package bwdc.directory.ldap;

import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectoryUser;
import bwdc.sync.Company;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the organization would hold by what was read of a directory, brought up to date with every read. */
final class Picture {
    private final Map<String, String> users = new TreeMap<>();
    private final Map<String, String> groups = new TreeMap<>();

    static Picture of(DirectorySnapshot whole) {
        return new Picture().then(whole);
    }

    Picture then(DirectorySnapshot snapshot) {
        if (snapshot.full()) {
            users.clear();
            groups.clear();
        }
        snapshot.gone().ifPresent(gone -> {
            users.keySet().removeAll(gone.users());
            groups.keySet().removeAll(gone.groups());
        });
        users.keySet().removeAll(snapshot.leftOut());
        var company = Company.of(snapshot);
        company.users().forEach(user -> users.put(user.externalId(), words(user)));
        company.groups().forEach(group -> groups.put(group.externalId(), words(group)));
        return this;
    }

    private static String words(DirectoryUser user) {
        return user.email() + (user.disabled() ? " disabled" : "");
    }

    private static String words(DirectoryGroup group) {
        return group.name() + " " + new TreeSet<>(group.members());
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        users.forEach((id, words) -> text.append(id).append(" = ").append(words).append('\n'));
        groups.forEach(
                (id, words) -> text.append(id).append(" = ").append(words).append('\n'));
        return text.toString();
    }
}
