package bwdc.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.demo.sample.SampleCompany;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.sync.Company;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What every kind of directory must come to with the same small company, told by mail addresses and group names, so that it
 * holds for directories that name and keep things in other ways.
 */
public final class DirectorySourceContract {
    private static final List<String> PEOPLE = List.of("ann", "bob", "dora", "john.smith", "zoe");

    private static final Map<String, Set<String>> GROUPS = Map.of(
            "backend", Set.of("ann", "zoe"),
            "frontend", Set.of("bob", "john.smith"),
            "engineering", Set.of("ann", "bob", "john.smith", "zoe"),
            "all", Set.of("ann", "bob", "dora", "john.smith", "zoe"),
            "circle-one", Set.of("ann", "bob"),
            "circle-two", Set.of("ann", "bob"));

    private DirectorySourceContract() {}

    /** A directory that holds the company, with settings that a test may change for its next read. */
    public interface Subject {
        /** Changes a setting, or a secret. */
        Subject with(String setting, String value);

        DirectorySnapshot readAll();
    }

    /**
     * What is particular to a kind of directory.
     *
     * @param secret the setting with which it signs in
     * @param userFilter one that only zoe matches
     * @param groupFilter one that backend and frontend match
     * @param refusal what is said of a wrong secret
     * @param addressForAll whether it gives an address of its own to people without one
     * @param wrongSecret a secret of the right form that is not the one
     * @param disabledMembers whether somebody who is disabled is a member of groups
     */
    public record Manners(
            String secret,
            String userFilter,
            String groupFilter,
            String refusal,
            boolean addressForAll,
            String wrongSecret,
            boolean disabledMembers) {

        public Manners(String secret, String userFilter, String groupFilter, String refusal, boolean addressForAll) {
            this(secret, userFilter, groupFilter, refusal, addressForAll, "not-the-secret", true);
        }
    }

    /** The company; the account of dora is disabled. */
    public static SampleCompany company() {
        return new SampleCompany(
                List.of(
                        person("ann", "Ann", "ann@bench.example", false),
                        person("bob", "Bob", "bob@bench.example", false),
                        person("dora", "Dora", "dora@bench.example", true),
                        person("john", "Smith, John", "John.Smith@Bench.Example", false),
                        person("zoe", "Zoë Müller", "zoe@bench.example", false),
                        person("nomail", "Nomail", null, false)),
                List.of(
                        group("backend", List.of("ann", "zoe")),
                        group("frontend", List.of("bob", "john", "nomail")),
                        group("engineering", List.of(), "backend", "frontend"),
                        group("all", List.of("dora"), "engineering"),
                        group("circle-one", List.of("ann"), "circle-two"),
                        group("circle-two", List.of("bob"), "circle-one")));
    }

    private static SampleCompany.Person person(
            String login, String name, @org.jspecify.annotations.Nullable String mail, boolean disabled) {
        return new SampleCompany.Person(login, name, mail, disabled, "Research");
    }

    private static SampleCompany.Group group(String name, List<String> people, String... groups) {
        return new SampleCompany.Group(name, people, List.of(groups));
    }

    /**
     * The tests.
     *
     * @param subjects a new one each time
     */
    public static Stream<DynamicTest> tests(Manners manners, Supplier<? extends Subject> subjects) {
        return Stream.of(
                DynamicTest.dynamicTest("finds everybody with an address, once", () -> {
                    assertThat(mails(subjects.get().readAll(), manners)).containsExactlyElementsOf(PEOPLE);
                }),
                DynamicTest.dynamicTest("finds every member, nested and in circles", () -> {
                    assertThat(groups(subjects.get().readAll(), manners)).isEqualTo(expected(manners));
                }),
                DynamicTest.dynamicTest("finds the same again, in the same order", () -> {
                    var first = subjects.get().readAll();
                    var second = subjects.get().readAll();
                    assertThat(second.users()).isEqualTo(first.users());
                    assertThat(second.groups()).isEqualTo(first.groups());
                }),
                DynamicTest.dynamicTest("marks who is disabled", () -> {
                    assertThat(subjects.get().readAll().users().stream()
                                    .filter(DirectoryUser::disabled)
                                    .map(DirectoryUser::email))
                            .containsExactly("dora@bench.example");
                }),
                DynamicTest.dynamicTest("does not warn without a reason", () -> {
                    assertThat(subjects.get().readAll().warnings()).isEmpty();
                }),
                DynamicTest.dynamicTest("reads only what is to be synced", () -> {
                    assertThat(subjects.get()
                                    .with("sync.users", "false")
                                    .readAll()
                                    .users())
                            .isEmpty();
                    assertThat(subjects.get()
                                    .with("sync.groups", "false")
                                    .readAll()
                                    .groups())
                            .isEmpty();
                }),
                DynamicTest.dynamicTest("keeps to the filters", () -> {
                    var read = subjects.get()
                            .with("sync.userFilter", manners.userFilter())
                            .with("sync.groupFilter", manners.groupFilter())
                            .readAll();
                    assertThat(groups(read, manners)).isEqualTo(Map.of("backend", Set.of("zoe"), "frontend", Set.of()));
                }),
                DynamicTest.dynamicTest("says that the secret is wrong, and not which", () -> {
                    var subject = subjects.get().with(manners.secret(), manners.wrongSecret());
                    assertThatThrownBy(subject::readAll).isInstanceOfSatisfying(Fault.class, fault -> {
                        assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
                        assertThat(fault.sentence()).contains(manners.refusal()).doesNotContain(manners.wrongSecret());
                    });
                }));
    }

    private static Map<String, Set<String>> expected(Manners manners) {
        Map<String, Set<String>> groups = new TreeMap<>(GROUPS);
        if (!manners.disabledMembers()) {
            groups.replaceAll((name, members) -> members.stream()
                    .filter(member -> !member.equals("dora"))
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
        return groups;
    }

    private static Set<String> mails(DirectorySnapshot read, Manners manners) {
        return people(read.users().stream().map(DirectoryUser::email), manners);
    }

    /** Who is in which group, as it would be sent. */
    private static Map<String, Set<String>> groups(DirectorySnapshot read, Manners manners) {
        var company = Company.of(read);
        Map<String, String> mails = new TreeMap<>();
        company.users().forEach(user -> mails.put(user.externalId(), String.valueOf(user.email())));
        Map<String, Set<String>> found = new TreeMap<>();
        company.groups()
                .forEach(group -> found.put(
                        group.name(),
                        people(
                                group.members().stream()
                                        .filter(mails::containsKey)
                                        .map(mails::get),
                                manners)));
        return found;
    }

    private static Set<String> people(Stream<String> mails, Manners manners) {
        return mails.map(mail -> mail.replaceFirst("@.*", ""))
                .filter(name -> !manners.addressForAll() || !name.equals("nomail"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
