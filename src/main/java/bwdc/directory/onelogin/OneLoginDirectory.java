package bwdc.directory.onelogin;

import bwdc.directory.Cursor;
import bwdc.directory.Diagnosis;
import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectorySource;
import bwdc.directory.DirectoryUser;
import bwdc.directory.Inquiry;
import bwdc.directory.ReadRequest;
import bwdc.directory.Surroundings;
import bwdc.directory.cloud.Gate;
import bwdc.directory.cloud.GroupChoice;
import bwdc.directory.cloud.ListedInquiry;
import bwdc.directory.cloud.ParallelRequests;
import bwdc.directory.cloud.Wire;
import bwdc.http.Retries;
import bwdc.http.SideBySide;
import bwdc.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The users and roles of a OneLogin account. Every read is a full one: its API tells of no deletions. */
public final class OneLoginDirectory implements DirectorySource {
    private final OneLoginSettings settings;
    private final OneLoginDialect dialect;
    private final Surroundings around;
    private final SideBySide sideBySide;
    private final Duration answerLimit;
    private final Retries.Pause pause;

    /** @param pause lets time pass between two tries */
    OneLoginDirectory(Settings settings, Surroundings around, Duration answerLimit, Retries.Pause pause) {
        this.settings = OneLoginSettings.of(settings);
        this.around = around;
        this.answerLimit = answerLimit;
        this.pause = pause;
        sideBySide = ParallelRequests.of(settings);
        dialect = new OneLoginDialect(this.settings.apiSetting());
    }

    /** Opens the account of the settings; nothing is sent before {@link #read}. */
    public static OneLoginDirectory open(Settings settings, Surroundings around) {
        return new OneLoginDirectory(settings, around, Wire.ANSWER_LIMIT, Thread::sleep);
    }

    @Override
    public DirectorySnapshot read(ReadRequest request) {
        return ask(account -> {
            var roles = settings.sync().groups() ? List.of(settings.roleFilter().query()) : List.<Optional<String>>of();
            var contents = account.contents(settings.userFilter().query(), roles, request.progress());
            return new Reading(contents, request, account.warning()).snapshot();
        });
    }

    @Override
    public Inquiry inquiry() {
        return new ListedInquiry(new OneLoginLists(settings, this::ask));
    }

    private <T> T ask(Function<Account, T> question) {
        try (var wire = new Wire(around, dialect, sideBySide.atOnce(), answerLimit, pause, Gate.OPEN)) {
            return question.apply(new Account(wire, settings, dialect, around));
        }
    }

    @Override
    public Diagnosis diagnose() {
        return ask(account -> new Examination(account, settings).diagnosis());
    }

    @Override
    public void close() {
        // Each read has a connection of its own.
    }

    /** What one read makes of an account's contents. */
    private final class Reading {
        private final Account.Contents contents;
        private final ReadRequest request;
        private final Addresses addresses = settings.addresses();
        private final Set<String> leftOut = new HashSet<>();
        private final List<String> warnings = new ArrayList<>();

        Reading(Account.Contents contents, ReadRequest request, Optional<String> warning) {
            this.contents = contents;
            this.request = request;
            warning.ifPresent(warnings::add);
        }

        DirectorySnapshot snapshot() {
            var users = settings.sync().users() ? users() : List.<DirectoryUser>of();
            var groups = groups();
            return new DirectorySnapshot(
                    chosen(users, groups), groups, true, leftOut, List.of(), Cursor.NONE, warnings);
        }

        private List<DirectoryUser> users() {
            List<DirectoryUser> users = new ArrayList<>();
            for (var person : contents.people()) {
                addresses
                        .of(person)
                        .ifPresentOrElse(address -> take(users, person, address.text()), () -> leaveOut(person));
            }
            return users;
        }

        private void take(List<DirectoryUser> users, Person person, String address) {
            if (addresses.overlooks(person)) {
                warnings.add("the mail of the user " + person.name() + " has blanks around it, so " + address
                        + " is used, as Directory Connector does; remove the blanks in OneLogin");
            }
            if (OneLoginLists.keeps(settings.userFilter(), address)) {
                users.add(new DirectoryUser(person.name(), person.id(), address, person.isDisabled(), false));
            }
        }

        private void leaveOut(Person person) {
            leftOut.add(person.id());
            request.findings().leftOut(person.name(), person.id(), whyNot(person));
        }

        /** Roles are groups. Who has one is told with the users, left out or not: what counts is decided by the server. */
        private List<DirectoryGroup> groups() {
            var members = new RoleMembers(contents.people());
            List<DirectoryGroup> groups = new ArrayList<>();
            for (var role : contents.roles()) {
                if (OneLoginLists.keeps(settings.roleFilter(), role.name())) {
                    groups.add(new DirectoryGroup(role.id(), role.id(), role.name(), members.of(role), List.of()));
                    request.findings().members(role.id(), members.of(role).size(), List.of());
                }
            }
            return groups;
        }

        private List<DirectoryUser> chosen(List<DirectoryUser> users, List<DirectoryGroup> groups) {
            var byRole =
                    settings.sync().groups() && settings.roleFilter().named().isPresent();
            return byRole ? GroupChoice.users(users, groups, settings.sync().removeDisabled()) : users;
        }
    }

    private static String whyNot(Person person) {
        return person.mail().filter(text -> !text.isBlank()).isPresent() ? "with a mail that is none" : "without mail";
    }
}
