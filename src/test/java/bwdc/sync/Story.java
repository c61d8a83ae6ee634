package bwdc.sync;

import bwdc.bitwarden.ImportRequest;
import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectoryUser;
import bwdc.host.Durations;
import bwdc.settings.DataFile;
import bwdc.settings.PlaintextSecrets;
import bwdc.settings.SafetySettings;
import bwdc.settings.Settings;
import bwdc.settings.SyncSettings;
import bwdc.testkit.TestHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A directory that changes and the plans that are made of it, one after another: what one run left, the next one has. */
final class Story {
    private final Map<String, DirectoryUser> users = new LinkedHashMap<>();
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private final Set<String> leftOut = new HashSet<>();
    private final Set<String> deleted = new HashSet<>();
    private final TestHost host = new TestHost().with("BWDC_SYNC_USERS", "true").with("BWDC_SYNC_GROUPS", "true");
    private Optional<Baseline> baseline = Optional.empty();
    private Holds holds = Holds.NONE;
    private long now = 1_000_000;
    private boolean windowOpen = true;
    private boolean force;
    private boolean alreadySent;
    private @Nullable SafePlan last;

    static Story of(String... names) {
        var story = new Story();
        story.join(names);
        return story;
    }

    /** Users {@code u0} to {@code u(count-1)}. */
    static Story ofMany(int count) {
        var story = new Story();
        for (int i = 0; i < count; i++) {
            story.join("u" + i);
        }
        return story;
    }

    Story set(String variable, String value) {
        host.with(variable, value);
        return this;
    }

    Story join(String... names) {
        for (var name : names) {
            users.put(name, new DirectoryUser("dn-" + name, name, name + "@acme.example", false, false));
            deleted.remove(name);
        }
        return this;
    }

    Story disable(String... names) {
        for (var name : names) {
            users.put(name, new DirectoryUser("dn-" + name, name, name + "@acme.example", true, false));
        }
        return this;
    }

    Story tombstone(String... names) {
        for (var name : names) {
            users.put(name, new DirectoryUser("dn-" + name, name, name + "@acme.example", false, true));
        }
        return this;
    }

    /** Entries that are gone and remembered as deleted, without their address. */
    Story delete(String... names) {
        deleted.addAll(List.of(names));
        return leave(names);
    }

    Story leave(String... names) {
        for (var name : names) {
            users.remove(name);
            groups.values().forEach(members -> members.remove(name));
        }
        return this;
    }

    /** Users {@code u(from)} to {@code u(to-1)} leave. */
    Story leaveMany(int from, int to) {
        for (int i = from; i < to; i++) {
            leave("u" + i);
        }
        return this;
    }

    Story mail(String name, String mail) {
        users.put(name, new DirectoryUser("dn-" + name, name, mail, false, false));
        return this;
    }

    Story loseMail(String name) {
        users.remove(name);
        leftOut.add(name);
        return this;
    }

    Story group(String name, String... members) {
        groups.put(name, new ArrayList<>(List.of(members)));
        return this;
    }

    Story dropGroup(String name) {
        groups.remove(name);
        return this;
    }

    Story outOfHours() {
        windowOpen = false;
        return this;
    }

    Story inHours() {
        windowOpen = true;
        return this;
    }

    Story force() {
        force = true;
        return this;
    }

    Story alreadySent() {
        alreadySent = true;
        return this;
    }

    Story later(String time) {
        now += Durations.parse(time).orElseThrow().toSeconds();
        return this;
    }

    /** A full read and its plan, taken by the organization. */
    Story run() {
        return run(company(), true);
    }

    /** A run whose read tells only of these users, and of groups when there are any in it. */
    Story runIncremental(boolean withGroups, String... changed) {
        var all = company();
        return run(
                new Company(
                        all.users().stream()
                                .filter(user -> List.of(changed).contains(user.externalId()))
                                .toList(),
                        withGroups ? all.groups() : List.of()),
                false);
    }

    private Company company() {
        return new Company(
                List.copyOf(users.values()),
                groups.entrySet().stream()
                        .map(each -> new DirectoryGroup(
                                "dn-" + each.getKey(),
                                "g-" + each.getKey(),
                                each.getKey(),
                                List.copyOf(each.getValue()),
                                List.of()))
                        .toList());
    }

    private Story run(Company company, boolean full) {
        var plan = plan(company, full);
        last = plan;
        baseline = Optional.of(plan.after());
        holds = holds.after(
                plan.waiting(),
                plan.pending(),
                plan.stillRejected(),
                now,
                safety().holdExpiry().toSeconds());
        force = false;
        return this;
    }

    private SafePlan plan(Company company, boolean full) {
        return Safety.plan(new SafetyInput(
                company,
                full,
                leftOut,
                deleted,
                Optional.empty(),
                baseline,
                alreadySent,
                sync(),
                safety(),
                holds.decisions(now),
                now,
                windowOpen,
                force));
    }

    private Settings settings() {
        var data = DataFile.open(Path.of("/nonexistent"), host.host());
        return new Settings(data, host.host(), new PlaintextSecrets(data));
    }

    SyncSettings sync() {
        return settings().sync();
    }

    SafetySettings safety() {
        return SafetySettings.of(settings());
    }

    Story approve(long number) {
        holds = holds.approve(number);
        return this;
    }

    Story reject(long number) {
        holds = holds.reject(number);
        return this;
    }

    Holds holds() {
        return holds;
    }

    Baseline baseline() {
        return baseline.orElseThrow();
    }

    SafePlan last() {
        return java.util.Objects.requireNonNull(last);
    }

    /** {@code ann}, or {@code -ann} for one sent as deleted. */
    List<String> sent() {
        return last().draft().members().stream()
                .map(member -> (member.deleted() ? "-" : "") + member.externalId())
                .toList();
    }

    /** Addresses of those sent as active. */
    List<String> mails() {
        return last().draft().members().stream()
                .filter(member -> !member.deleted())
                .map(member -> String.valueOf(member.email()))
                .toList();
    }

    /** The members that a group is sent with. */
    List<String> sentTo(String group) {
        return last().draft().groups().stream()
                .filter(each -> each.name().equals(group))
                .map(ImportRequest.Group::memberExternalIds)
                .findFirst()
                .orElseThrow();
    }

    /** Those whom the last run removed. */
    List<String> removed() {
        return last().removals().stream().map(Removal::externalId).toList();
    }

    /** {@code 3: ann, bob} for each hold. */
    List<String> held() {
        return holds.open().stream()
                .map(hold -> hold.number() + " " + hold.kind() + ": "
                        + String.join(
                                " ",
                                hold.changes().stream()
                                        .map(change -> change.id()
                                                + (change.kind() == HeldChange.Kind.MEMBERS
                                                        ? "/" + change.detail()
                                                        : ""))
                                        .toList()))
                .toList();
    }
}
