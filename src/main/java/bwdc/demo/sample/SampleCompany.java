package bwdc.demo.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** People and groups that change: who joins, moves and leaves. May be used side by side; what it returns never changes. */
public final class SampleCompany {
    private final List<Person> departed = new ArrayList<>();
    private List<Person> people;
    private List<Group> groups;
    private long version;

    /**
     * Somebody.
     *
     * @param login the part before the @ of an account, which nobody else has
     * @param mail null without an address
     */
    public record Person(
            String login, String name, @Nullable String mail, boolean disabled, String department) {
        Person disabled(boolean value) {
            return new Person(login, name, mail, value, department);
        }
    }

    /**
     * A group.
     *
     * @param people logins of its members
     * @param groups names of the groups in it
     */
    public record Group(String name, List<String> people, List<String> groups) {
        Group with(List<String> members) {
            return new Group(name, List.copyOf(members), groups);
        }
    }

    public SampleCompany(List<Person> people, List<Group> groups) {
        this.people = List.copyOf(people);
        this.groups = List.copyOf(groups);
    }

    /** One of any size for benchmarks: everybody is in some groups, none is nested. */
    public static SampleCompany generated(int users, int groups, int membersEach) {
        List<Person> people = new ArrayList<>(users);
        for (int i = 0; i < users; i++) {
            var login = "user" + i;
            people.add(new Person(login, "User " + i, login + "@acme.example", false, "Department " + i % 20));
        }
        List<Group> made = new ArrayList<>(groups);
        for (int i = 0; i < groups; i++) {
            List<String> members = new ArrayList<>(membersEach);
            for (int j = 0; j < membersEach; j++) {
                members.add("user" + (int) (((long) i * membersEach + j) % users));
            }
            made.add(new Group("group" + i, List.copyOf(members), List.of()));
        }
        return new SampleCompany(people, made);
    }

    public synchronized List<Person> people() {
        return people;
    }

    public synchronized List<Group> groups() {
        return groups;
    }

    /** Who was deleted, as they were before. */
    public synchronized List<Person> departed() {
        return List.copyOf(departed);
    }

    /** Another number after every change. */
    public synchronized long version() {
        return version;
    }

    /** Everybody in a group and the groups in it, for directories without nested groups. */
    public synchronized List<String> everybodyIn(String group) {
        Map<String, Group> byName = new HashMap<>();
        groups.forEach(each -> byName.put(each.name(), each));
        Set<String> members = new java.util.LinkedHashSet<>();
        collect(byName, group, members, new HashSet<>());
        return List.copyOf(members);
    }

    private static void collect(Map<String, Group> groups, String name, Set<String> members, Set<String> seen) {
        var group = groups.get(name);
        if (group != null && seen.add(name)) {
            members.addAll(group.people());
            group.groups().forEach(inner -> collect(groups, inner, members, seen));
        }
    }

    public synchronized void join(Person person, String group) {
        List<Person> more = new ArrayList<>(people);
        more.add(person);
        people = List.copyOf(more);
        addMember(group, person.login());
    }

    /** Deletes an account; it is in no group then. */
    public synchronized void leave(String login) {
        departed.add(person(login).orElseThrow());
        people = people.stream().filter(each -> !each.login().equals(login)).toList();
        groups.forEach(group -> removeMember(group.name(), login));
        version++;
    }

    public synchronized void disable(String login) {
        change(login, person -> person.disabled(true));
    }

    public synchronized void enable(String login) {
        change(login, person -> person.disabled(false));
    }

    private void change(String login, UnaryOperator<Person> change) {
        people = people.stream()
                .map(each -> each.login().equals(login) ? change.apply(each) : each)
                .toList();
        version++;
    }

    public synchronized void addMember(String group, String login) {
        changeMembers(group, members -> members.add(login));
    }

    public synchronized void removeMember(String group, String login) {
        changeMembers(group, members -> members.remove(login));
    }

    private void changeMembers(String name, java.util.function.Consumer<List<String>> change) {
        groups = groups.stream()
                .map(each -> {
                    if (!each.name().equals(name)) {
                        return each;
                    }
                    List<String> members = new ArrayList<>(each.people());
                    change.accept(members);
                    return each.with(members);
                })
                .toList();
        version++;
    }

    public synchronized Optional<Person> person(String login) {
        return people.stream().filter(each -> each.login().equals(login)).findFirst();
    }
}
