package bwdc.directory.ldap;

import bwdc.directory.Cursor;
import bwdc.directory.Diagnosis;
import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectorySource;
import bwdc.directory.DirectoryUser;
import bwdc.directory.Inquiry;
import bwdc.directory.ReadRequest;
import bwdc.http.Trust;
import bwdc.settings.Settings;
import bwdc.settings.SyncSettings;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** An LDAP directory: Active Directory, OpenLDAP, 389 Directory Server and others. */
public final class LdapDirectory implements DirectorySource {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(310);

    private final LdapSettings settings;
    private final SyncSettings sync;
    private final Scheme scheme;
    private final ServerChoice choice;
    private final Accounts accounts;
    private final Clock clock;
    private final Consumer<String> debug;
    private final List<String> userBases;
    private final List<String> groupBases;
    private final Filter userFilter;
    private final Filter groupFilter;

    /** @param answerLimit how long the server may be silent */
    LdapDirectory(
            LdapSettings settings,
            SyncSettings sync,
            Trust trust,
            Clock clock,
            Duration answerLimit,
            Consumer<String> debug) {
        this.settings = settings;
        this.sync = sync;
        this.debug = debug;
        this.clock = clock;
        scheme = Scheme.of(sync, settings.activeDirectory(), settings.entries());
        accounts = new Accounts(settings.entries(), clock);
        choice = new ServerChoice(settings, trust, answerLimit, "dns:", debug);
        var usual = settings.activeDirectory() ? Optional.of("CN=Users") : Optional.<String>empty();
        userBases = SearchBase.all(settings.rootPath(), sync.userPath().or(() -> usual));
        groupBases = SearchBase.all(settings.rootPath(), sync.groupPath().or(() -> usual));
        userFilter = Filters.of(scheme.userClass(), sync.userFilter(), "sync.userFilter");
        groupFilter = Filters.of(scheme.groupClass(), sync.groupFilter(), "sync.groupFilter");
    }

    /** Opens the directory of the settings; nothing is sent before {@link #read}. */
    public static LdapDirectory open(Settings settings, Trust trust, Clock clock, Consumer<String> debug) {
        return new LdapDirectory(LdapSettings.of(settings), settings.sync(), trust, clock, ANSWER_LIMIT, debug);
    }

    @Override
    public DirectorySnapshot read(ReadRequest request) {
        try (var server = choice.open(request.cursor())) {
            var searcher = new Searcher(server.connection(), server.settings(), request.progress(), debug);
            return new Reading(searcher, server, request).snapshot();
        }
    }

    @Override
    public Optional<Inquiry> inquiry() {
        var area = new SearchArea(
                userBases,
                groupBases,
                Filters.parts(scheme.userClass(), sync.userFilter(), "sync.userObjectClass", "sync.userFilter"),
                Filters.parts(scheme.groupClass(), sync.groupFilter(), "sync.groupObjectClass", "sync.groupFilter"));
        return Optional.of(new LdapInquiry(settings, scheme, accounts, area, choice, debug));
    }

    @Override
    public Diagnosis diagnose() {
        try (var server = choice.open(Cursor.NONE)) {
            return new Examination(server, scheme, clock.instant())
                    .diagnosis(
                            Optional.of(new Examination.Place("users", "sync.userPath", userBases, userFilter)),
                            sync.groups()
                                    ? Optional.of(
                                            new Examination.Place("groups", "sync.groupPath", groupBases, groupFilter))
                                    : Optional.empty());
        }
    }

    @Override
    public void close() {
        // Each read has a connection of its own.
    }

    /** Of what is read, and from where: replicas have times of change and sequence numbers of their own. */
    private String fingerprint(ChosenServer server) {
        return String.join(
                "\n",
                server.settings().address(),
                String.join(";", userBases),
                String.join(";", groupBases),
                userFilter.toString(),
                groupFilter.toString(),
                scheme.toString(),
                sync.users() + " " + sync.groups());
    }

    /** One read, from the first search to the snapshot. */
    private final class Reading {
        private final Searcher searcher;
        private final ChosenServer server;
        private final ReadRequest request;
        private final Members members = new Members();
        private final PrimaryGroups primaryGroups = new PrimaryGroups();
        private final List<String> warnings;
        private final Revisions revisions;
        private final boolean incrementalUsers;
        private final boolean incrementalGroups;
        private final Set<String> leftOut = new HashSet<>();
        private final Optional<Memberships> memberships = scheme.entries()
                .memberOf()
                .map(attribute -> new Memberships(attribute, scheme.entries().externalId()));
        private final Set<String> deleted = new HashSet<>();
        private boolean membersKnown;

        Reading(Searcher searcher, ChosenServer server, ReadRequest request) {
            this.searcher = searcher;
            this.server = server;
            this.request = request;
            warnings = new ArrayList<>(server.warnings());
            var fingerprint = fingerprint(server);
            var known = new Revisions(scheme.revision(), fingerprint, request.cursor(), false);
            var possible = !request.full() && scheme.revision().isPresent() && known.sameSettings();
            incrementalUsers = possible && request.lastUserSync().isPresent();
            // Who joins or leaves changes no group's entry, and with OpenLDAP not even the user's time of change.
            incrementalGroups = possible && request.lastGroupSync().isPresent() && memberships.isEmpty();
            revisions = new Revisions(
                    scheme.revision(), fingerprint, request.cursor(), incrementalUsers || incrementalGroups);
        }

        DirectorySnapshot snapshot() {
            var users = sync.users() ? users() : List.<DirectoryUser>of();
            var groups = sync.groups() ? groups(users) : List.<DirectoryGroup>of();
            var full = !(sync.users() && incrementalUsers || sync.groups() && incrementalGroups);
            return new DirectorySnapshot(
                    users,
                    groups,
                    full,
                    leftOut,
                    List.copyOf(searcher.references()),
                    server.remembered(revisions.next()),
                    warnings,
                    deleted);
        }

        private List<DirectoryUser> users() {
            var reader = userReader();
            if (incrementalUsers) {
                users(since(userFilter, request.lastUserSync()), reader::changedUser);
            } else {
                users(userFilter, telling(reader::userAndMember));
                membersKnown = true;
            }
            if (settings.activeDirectory()) {
                deletedUsers(reader);
            }
            return reader.users();
        }

        private UserReader userReader() {
            return new UserReader(
                    scheme, accounts, members, primaryGroups, revisions, leftOut, warnings, request.findings());
        }

        private void users(Filter filter, Consumer<SearchResultEntry> each) {
            for (var base : userBases) {
                searcher.subtree(base, filter, scheme.userAttributes(), each);
            }
        }

        private void groups(Filter filter, Consumer<SearchResultEntry> each) {
            for (var base : groupBases) {
                searcher.subtree(base, filter, scheme.groupAttributes(), each);
            }
        }

        private Filter since(Filter filter, Optional<Instant> lastSync) {
            return Filters.since(filter, scheme.revision().orElseThrow(), revisions.since(lastSync.orElseThrow()));
        }

        /**
         * The reference looks for them only where it lists them. Here every run does: who is deleted leaves the
         * organization with the next run, and an account without the right to see that is told so once a day.
         */
        private void deletedUsers(UserReader reader) {
            var root = SearchBase.root(settings.rootPath()).orElse(userBases.getFirst());
            var ofClass = DeletedObjects.ofClass(scheme.userClass());
            var problems = new DeletedObjects(searcher, settings, root)
                    .read(
                            incrementalUsers ? since(ofClass, request.lastUserSync()) : ofClass,
                            scheme.userAttributes(),
                            entry -> {
                                if (revisions.isNew(entry, entry::getDN)) {
                                    deleted.add(reader.deletedUser(entry, request.deletions()));
                                }
                            });
            if (!incrementalUsers) {
                warnings.addAll(problems);
            }
        }

        /** With an active user among the changed ones every group may have changed: all are read. */
        private List<DirectoryGroup> groups(List<DirectoryUser> users) {
            var activeUser = incrementalUsers && users.stream().anyMatch(user -> !user.deleted() && !user.disabled());
            if (incrementalGroups && !activeUser && !anyGroupChanged()) {
                return List.of();
            }
            if (!membersKnown) {
                users(userFilter, telling(userReader()::onlyMember));
            }
            var reader = new GroupReader(scheme, members, primaryGroups, revisions, warnings, request.findings());
            Consumer<SearchResultEntry> group = reader::group;
            groups(
                    groupFilter,
                    memberships.map(each -> group.andThen(each::group)).orElse(group));
            reader.readRanges(searcher);
            var read = reader.groups();
            return memberships
                    .map(each -> each.complete(read, warnings, request.findings()))
                    .orElse(read);
        }

        /** Users that also tell their groups. */
        private Consumer<SearchResultEntry> telling(Consumer<SearchResultEntry> reader) {
            return memberships.map(each -> reader.andThen(each::user)).orElse(reader);
        }

        private boolean anyGroupChanged() {
            var changed = new AtomicBoolean();
            groups(since(groupFilter, request.lastGroupSync()), entry -> {
                if (revisions.isNew(entry, () -> content(entry))) {
                    changed.set(true);
                }
            });
            return changed.get();
        }
    }

    /** What decides whether a group is the same as before. */
    static String content(SearchResultEntry entry) {
        return entry.toLDIFString();
    }
}
