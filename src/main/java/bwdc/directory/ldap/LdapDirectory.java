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
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

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
        // While the server is found and signed in to.
        var memory = request.full() ? Remembered.NOTHING : Remembered.of(request.cursor());
        try (var server = choice.open(request.cursor())) {
            var searcher = new Searcher(server.connection(), server.settings(), request.progress(), debug);
            return new Reading(searcher, server, request, memory).snapshot();
        }
    }

    @Override
    public Inquiry inquiry() {
        return new LdapInquiry(settings, scheme, accounts, area(), choice, debug);
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

    private SearchArea area() {
        return new SearchArea(
                userBases,
                groupBases,
                Filters.parts(scheme.userClass(), sync.userFilter(), "sync.userObjectClass", "sync.userFilter"),
                Filters.parts(scheme.groupClass(), sync.groupFilter(), "sync.groupObjectClass", "sync.groupFilter"));
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
        private final String tracked;
        private Optional<ChangeTracking> tracking;
        private final Optional<ChangeTracking.Followed> followed;
        private final boolean incrementalUsers;
        private final boolean incrementalGroups;
        private final Set<String> leftOut = new HashSet<>();
        private final Optional<Memberships> memberships = scheme.entries()
                .memberOf()
                .map(attribute -> new Memberships(attribute, scheme.entries().externalId()));
        private final Set<String> deleted = new HashSet<>();
        private boolean membersKnown;

        Reading(Searcher searcher, ChosenServer server, ReadRequest request, Remembered memory) {
            this.searcher = searcher;
            this.server = server;
            this.request = request;
            warnings = new ArrayList<>(server.warnings());
            var fingerprint = fingerprint(server);
            tracked = fingerprint + "\n" + server.settings().username();
            tracking = tracking();
            followed = mayFollow()
                    ? tracking.flatMap(each -> each.changes(request.cursor(), memory, this::intake))
                    : Optional.empty();
            if (followed.isEmpty()) {
                tracking = tracking.filter(ChangeTracking::begins);
            }
            var known = new Revisions(scheme.revision(), fingerprint, request.cursor(), false);
            var possible =
                    !request.full() && scheme.revision().isPresent() && known.sameSettings() && tracking.isEmpty();
            incrementalUsers = possible && request.lastUserSync().isPresent();
            // Who joins or leaves changes no group's entry, and with OpenLDAP not even the user's time of change.
            incrementalGroups = possible && request.lastGroupSync().isPresent() && memberships.isEmpty();
            // A directory that tells of changes need not be asked for times of change.
            revisions = new Revisions(
                    tracking.isPresent() ? Optional.empty() : scheme.revision(),
                    fingerprint,
                    request.cursor(),
                    incrementalUsers || incrementalGroups);
        }

        private boolean mayFollow() {
            return !request.full()
                    && (!sync.users() || request.lastUserSync().isPresent())
                    && (!sync.groups() || request.lastGroupSync().isPresent());
        }

        private Optional<ChangeTracking> tracking() {
            var obstacle = obstacle();
            var excluded = obstacle.isPresent()
                    ? obstacle
                    : FeedChoice.bySettings(server.settings(), scheme, List.of(userFilter, groupFilter))
                            .map(FeedChoice::reason);
            if (excluded.isPresent()) {
                return Optional.empty();
            }
            var parts = Part.all(
                    area(), userFilter, groupFilter, scheme.userAttributes(), scheme.groupAttributes(), sync.groups());
            return FeedChoice.byServer(searcher.rootDse(), settings, scheme)
                    .feed()
                    .map(maker -> new ChangeTracking(
                            maker.apply(parts),
                            parts,
                            tracked,
                            Long.toHexString(clock.millis()) + "-" + Long.toHexString(System.nanoTime()),
                            searcher,
                            request.findings()::way));
        }

        /** Found by an earlier read; a full one looks anew. */
        private Optional<String> obstacle() {
            return request.full() ? Optional.empty() : ChangeTracking.obstacle(request.cursor(), tracked);
        }

        private Intake intake(boolean withUids) {
            return new Intake(scheme, accounts, searcher, withUids, warnings);
        }

        DirectorySnapshot snapshot() {
            return followed.map(this::changes).orElseGet(this::entries);
        }

        private DirectorySnapshot changes(ChangeTracking.Followed changes) {
            var told = changes.told();
            List<DirectoryUser> users = new ArrayList<>(sync.users() ? told.users() : List.of());
            if (request.deletions() && sync.users() && !changes.deleted().isEmpty()) {
                users.addAll(deletedUsers(changes.deleted()));
            }
            return new DirectorySnapshot(
                    users,
                    sync.groups() ? told.groups() : List.of(),
                    false,
                    told.leftOut(),
                    List.copyOf(searcher.references()),
                    server.remembered(changes.next()),
                    warnings,
                    sync.users()
                            ? ExternalIds.of(changes.deleted(), scheme.entries().externalId())
                            : Set.of(),
                    Optional.of(new DirectorySnapshot.Gone(told.goneUsers(), told.goneGroups())));
        }

        private List<DirectoryUser> deletedUsers(Set<UUID> ids) {
            var reader = userReader();
            deletedObjects()
                    .read(
                            ids,
                            DeletedObjects.ofClass(scheme.userClass()),
                            scheme.userAttributes(),
                            entry -> reader.deletedUser(entry, true));
            return reader.users();
        }

        private DirectorySnapshot entries() {
            var users = sync.users() ? users() : List.<DirectoryUser>of();
            var groups = sync.groups() ? groups(users) : List.<DirectoryGroup>of();
            tracking.ifPresent(ChangeTracking::containers);
            var full = !(sync.users() && incrementalUsers || sync.groups() && incrementalGroups);
            var next = ChangeTracking.with(obstacle(), tracked, revisions.next());
            return new DirectorySnapshot(
                    users,
                    groups,
                    full,
                    leftOut,
                    List.copyOf(searcher.references()),
                    server.remembered(tracking.map(each -> each.next(next)).orElse(next)),
                    warnings,
                    deleted);
        }

        private List<DirectoryUser> users() {
            var reader = userReader();
            if (incrementalUsers) {
                users(since(userFilter, request.lastUserSync()), reader::changedUser);
            } else {
                allUsers(reader, reader::userAndMember);
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

        /** Everybody, also those whom only groups need to know. */
        private void allUsers(UserReader reader, Function<SearchResultEntry, Optional<DirectoryUser>> each) {
            int part = 0;
            for (var base : userBases) {
                int number = part++;
                searcher.subtree(base, userFilter, withId(scheme.userAttributes()), entry -> {
                    var user = each.apply(entry);
                    memberships.ifPresent(known -> known.user(entry));
                    tracking.ifPresent(known -> known.person(number, entry, reader.lastId(), user));
                });
            }
            membersKnown = true;
        }

        private List<String> withId(List<String> attributes) {
            var all = new ArrayList<>(attributes);
            tracking.ifPresent(each -> {
                all.remove(each.idAttribute());
                all.addAll(List.of(each.idAttribute(), ChangeTracking.DYNAMIC));
            });
            return all;
        }

        private void allGroups(GroupReader reader) {
            int part = userBases.size();
            for (var base : groupBases) {
                int number = part++;
                searcher.subtree(base, groupFilter, withId(scheme.groupAttributes()), entry -> {
                    var name = reader.group(entry);
                    memberships.ifPresent(known -> known.group(entry));
                    name.ifPresent(title -> tracking.ifPresent(known -> known.team(
                            number, entry, scheme.externalId(entry), title, members.exactUser(entry.getDN()))));
                });
            }
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

        private DeletedObjects deletedObjects() {
            return new DeletedObjects(
                    searcher, settings, SearchBase.root(settings.rootPath()).orElse(userBases.getFirst()));
        }

        /**
         * The reference looks for them only where it lists them. Here every run does: who is deleted leaves the
         * organization with the next run, and an account without the right to see that is told so once a day.
         */
        private void deletedUsers(UserReader reader) {
            var ofClass = DeletedObjects.ofClass(scheme.userClass());
            var problems = deletedObjects()
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
                var reader = userReader();
                allUsers(reader, reader::onlyMember);
            }
            var reader = new GroupReader(scheme, members, primaryGroups, revisions, warnings, request.findings());
            allGroups(reader);
            reader.readRanges(searcher);
            var read = reader.groups(tracking.map(ChangeTracking::sink).orElse(MemberSink.NONE));
            if (reader.namesUids()) {
                tracking.ifPresent(each -> each.uids(members.uids()));
            }
            return memberships
                    .map(each -> each.complete(read, warnings, request.findings()))
                    .orElse(read);
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
