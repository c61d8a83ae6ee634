package bwdc.cli;

import bwdc.bitwarden.Identity;
import bwdc.bitwarden.Organization;
import bwdc.bitwarden.OrganizationReader;
import bwdc.bitwarden.ServerUrls;
import bwdc.bitwarden.Session;
import bwdc.bitwarden.TokenSource;
import bwdc.directory.DirectorySource;
import bwdc.directory.Findings;
import bwdc.directory.SourceType;
import bwdc.directory.Surroundings;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Host;
import bwdc.http.Http;
import bwdc.http.Retries;
import bwdc.http.Trust;
import bwdc.notification.Notifiers;
import bwdc.run.Comparer;
import bwdc.run.Delivery;
import bwdc.run.HoldsFile;
import bwdc.run.Logins;
import bwdc.run.Notices;
import bwdc.run.OrganizationView;
import bwdc.run.ReviewedPlan;
import bwdc.run.RunOptions;
import bwdc.run.RunState;
import bwdc.run.SafetyFiles;
import bwdc.run.Shipment;
import bwdc.run.SyncOutcome;
import bwdc.run.SyncRun;
import bwdc.run.Undo;
import bwdc.run.UndoFolder;
import bwdc.secret.EncryptedFile;
import bwdc.secret.KeyFile;
import bwdc.secret.KnownSecrets;
import bwdc.secret.SecretStore;
import bwdc.settings.DataFile;
import bwdc.settings.PlaintextSecrets;
import bwdc.settings.RunLock;
import bwdc.settings.SafetySettings;
import bwdc.settings.Settings;
import bwdc.settings.SettingsWriter;
import bwdc.settings.StateFolder;
import bwdc.sync.SyncState;
import bwdc.sync.UndoRecord;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The folder that a command works on and everything that is opened for it, each on first use. */
final class Workspace implements AutoCloseable {
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(5);

    private final Host host;
    private final Path program;
    private final List<SourceType> sources;
    private final Output output;
    private final Once<Path> folder;
    private final Once<DataFile> data;
    private final Once<SecretStore> secrets;
    private final Once<Settings> settings;
    private final Once<Trust> trust;
    private final Once<Http> http;
    private final Once<Retries> retries;
    private final Once<Logins> logins;
    private final KnownSecrets known;
    private @Nullable RunLock lock;

    Workspace(Host host, Path program, List<SourceType> sources, Output output) {
        this(host, program, sources, output, new Logins.Manner(true, sentence -> {}), KnownSecrets.of(host));
    }

    private Workspace(
            Host host,
            Path program,
            List<SourceType> sources,
            Output output,
            Logins.Manner manner,
            KnownSecrets known) {
        this.known = known;
        this.host = host;
        this.program = program;
        this.sources = sources;
        this.output = output;
        folder = new Once<>(() -> StateFolder.locate(host, this.program));
        data = new Once<>(() -> DataFile.open(folder(), host));
        secrets = new Once<>(() -> PlaintextSecrets.wanted(host)
                ? new PlaintextSecrets(data())
                : new EncryptedFile(folder(), new KeyFile(host, folder())));
        settings = new Once<>(() -> new Settings(data(), host, secrets(), known));
        trust = new Once<>(() -> new Trust(host));
        http = new Once<>(() -> new Http(host, trust.get(), ANSWER_LIMIT));
        retries = new Once<>(() -> new Retries(
                host.clock(), Thread::sleep, new SplittableRandom(), this.output::notice, Retries.Pace.BITWARDEN));
        logins = new Once<>(() -> new Logins(data(), secrets(), host, known, this::identity, manner));
    }

    /**
     * The same folder for a run that nobody watches: it never asks, signs in afresh, and what would be told on standard
     * error goes elsewhere. To be closed by its user.
     */
    Workspace unattended(PrintStream instead) {
        var alone = host.unattended(instead);
        var quiet = new Output(alone, Flags.NONE);
        return new Workspace(alone, program, sources, quiet, new Logins.Manner(false, quiet::warning), known);
    }

    /** The secrets met so far. */
    KnownSecrets known() {
        return known;
    }

    /** Lets other commands change the folder. */
    void unlock() {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    Notifiers notifiers() {
        return new Notifiers(host, trust::get);
    }

    Notices notices() {
        return output.notices();
    }

    Path folder() {
        return folder.get();
    }

    /** The same place, with nothing opened yet: it sees what others have changed since. */
    Workspace anew() {
        return new Workspace(host, program, sources, output);
    }

    /** How another process runs this very program. */
    List<String> command(List<String> arguments) {
        return OwnProgram.command(program, arguments);
    }

    /** Where the program itself is installed. */
    Path program() {
        return program;
    }

    /** Keeps other commands from changing the folder; comes before anything in it is read. */
    void lock() {
        StateFolder.ensure(folder(), host);
        lock = RunLock.acquire(folder(), host.clock().instant());
    }

    DataFile data() {
        return data.get();
    }

    SecretStore secrets() {
        return secrets.get();
    }

    Settings settings() {
        return settings.get();
    }

    SettingsWriter writer() {
        return new SettingsWriter(data(), secrets(), PlaintextSecrets.wanted(host));
    }

    RunState state() {
        return new RunState(data().root());
    }

    Logins logins() {
        return logins.get();
    }

    private Logins logins(Logins.Manner manner) {
        return new Logins(data(), secrets(), host, known, this::identity, manner);
    }

    Http http() {
        return http.get();
    }

    private ServerUrls urls() {
        return ServerUrls.of(
                settings().url("server"),
                settings().url("server.api"),
                settings().url("server.identity"));
    }

    private Identity identity() {
        return new Identity(http(), retries.get(), urls(), host.platform(), DataFile.REFERENCE_VERSION);
    }

    SyncRun run(Notices notices) {
        return new SyncRun(
                data(), settings().sync(), SafetySettings.of(settings()), this::directory, host.clock(), notices);
    }

    /**
     * Runs.
     *
     * @param number of the run
     * @param before comes before each import request, when everything else is done
     * @param reviewed the plan that must come out, empty for whatever comes out
     */
    SyncOutcome sync(
            Notices notices,
            LongSupplier number,
            Runnable before,
            RunOptions options,
            Optional<ReviewedPlan> reviewed) {
        var organizationId = logins().organization();
        var session = session(logins());
        var owner = SafetyFiles.owner(organizationId, urls().apiForHash());
        reviewed.ifPresent(plan -> plan.requireOwner(owner));
        var readBack = settings().text("safety.readBack").orElse("auto").equals("auto");
        var delivery = new Delivery(
                readBack || reviewed.isPresent() ? Optional.of(view(session, owner, notices)) : Optional.empty(),
                Optional.of(undo()),
                owner,
                number,
                reviewed,
                host.clock(),
                notices);
        var organization = new Organization(session);
        return run(notices)
                .sync(
                        organizationId,
                        urls().apiForHash(),
                        body -> {
                            logins().current();
                            before.run();
                            organization.importMembers(body);
                        },
                        delivery,
                        options.withOrganization(delivery::held));
    }

    UndoFolder undo() {
        return new UndoFolder(folder());
    }

    /** How to put back what a run changed. */
    Undo.Proposal undo(UndoRecord record) {
        var organizationId = logins().organization();
        var apiUrl = urls().apiForHash();
        var owner = SafetyFiles.owner(organizationId, apiUrl);
        if (!record.owner().equals(owner)) {
            throw Fault.of(ExitCode.USAGE, "Run " + record.run() + " was for another organization or server.")
                    .hint(record.owner());
        }
        var session = session(logins());
        var state = new SyncState(apiUrl, organizationId, state().lastHash());
        var files = new SafetyFiles(folder(), state, settings().sync(), SafetySettings.of(settings()), notices());
        return new Undo(session, view(session, owner, notices()), files.baseline()).propose(record);
    }

    private OrganizationView view(Session session, String owner, Notices notices) {
        return new OrganizationView(new OrganizationReader(session), folder(), owner, host.clock(), notices);
    }

    /**
     * What the next full run would do, beside what the organization holds; stores nothing but a cache.
     *
     * @param fresh whether the cache does not count
     * @param findings told of what the read leaves out
     */
    Planned plan(boolean fresh, Findings findings) {
        var onlooking = logins(new Logins.Manner(false, sentence -> {}));
        var organizationId = onlooking.organization();
        var owner = SafetyFiles.owner(organizationId, urls().apiForHash());
        var view = view(session(onlooking), owner, notices());
        var comparer = new Comparer(view, fresh ? Optional.empty() : Optional.of(view.cache()));
        var preview = run(notices()).preview(organizationId, urls().apiForHash(), RunOptions.USUAL, findings);
        var shipment = preview.shipment();
        return new Planned(
                shipment.map(comparer::look), shipment.map(Shipment::hash).orElse(""), owner, preview);
    }

    /** What waits for a decision about the organization of the last sync. */
    HoldsFile holds() {
        var organizationId = state().organizationId().orElse("");
        return new HoldsFile(folder(), SafetyFiles.owner(organizationId, urls().apiForHash()));
    }

    private Session session(TokenSource tokens) {
        return new Session(
                http(), retries.get(), reading(), urls(), host.platform(), DataFile.REFERENCE_VERSION, tokens);
    }

    private Retries reading() {
        return new Retries(host.clock(), Thread::sleep, new SplittableRandom(), output::notice, Retries.Pace.READING);
    }

    /** The directory of the settings, to be closed by its user. */
    DirectorySource directory() {
        var settings = settings();
        var type = settings.directoryType()
                .orElseThrow(() -> Fault.of(ExitCode.SETTINGS, "No directory configured.")
                        .hint("bwdc config directory ldap; `bwdc config --check` lists everything that is missing"));
        return sources.stream()
                .filter(source -> source.type() == type)
                .findFirst()
                .orElseThrow(() -> Fault.of(
                                ExitCode.SETTINGS, "This version of bwdc does not read " + type.title() + ".")
                        .hint("it reads: "
                                + String.join(
                                        ", ",
                                        sources.stream()
                                                .map(source -> source.type().title())
                                                .toList())))
                .opener()
                .open(settings, new Surroundings(host, trust.get(), output::debug, output::notice));
    }

    @Override
    public void close() {
        http.ifMade(Http::close);
        unlock();
    }

    /** A value that is made when it is first asked for. */
    private static final class Once<T> {
        private final Supplier<T> maker;
        private @Nullable T value;

        Once(Supplier<T> maker) {
            this.maker = maker;
        }

        T get() {
            var known = value;
            if (known == null) {
                known = maker.get();
                value = known;
            }
            return known;
        }

        void ifMade(java.util.function.Consumer<T> action) {
            if (value != null) {
                action.accept(value);
            }
        }
    }
}
