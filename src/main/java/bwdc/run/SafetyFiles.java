package bwdc.run;

import bwdc.directory.DirectorySnapshot;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.settings.SafetySettings;
import bwdc.settings.SyncSettings;
import bwdc.sync.Baseline;
import bwdc.sync.Company;
import bwdc.sync.Holds;
import bwdc.sync.Presence;
import bwdc.sync.SafePlan;
import bwdc.sync.Safety;
import bwdc.sync.SafetyInput;
import bwdc.sync.SyncState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What keeps people from being removed by mistake, with its files: baseline and holds of one organization. */
public final class SafetyFiles {
    /** Marks a state that a read of changes left. */
    private static final String CHANGES = "+";

    private final SyncState before;
    private final SyncSettings sync;
    private final SafetySettings safety;
    private final Notices notices;
    private final BaselineFile baselineFile;
    private final HoldsFile holdsFile;
    private final BaselineFile invitedFile;
    private Optional<BaselineSlice> slice = Optional.empty();

    public SafetyFiles(Path folder, SyncState before, SyncSettings sync, SafetySettings safety, Notices notices) {
        this.before = before;
        this.sync = sync;
        this.safety = safety;
        this.notices = notices;
        var owner = owner(before.organizationId(), before.apiUrl());
        baselineFile = new BaselineFile(folder.resolve("baseline.bin"), owner, notices::warning);
        invitedFile = new BaselineFile(folder.resolve("invited.bin"), owner, notices::warning);
        holdsFile = new HoldsFile(folder, owner);
    }

    /** Whom the files belong to: an organization is another one on another server. */
    public static String owner(String organizationId, String apiUrl) {
        return organizationId + " " + apiUrl;
    }

    /** The baseline, empty when there is none. */
    public Optional<Baseline> baseline() {
        return baselineFile.read().map(known -> withInvited(known));
    }

    /** With those whom a run invited that was cut off. */
    private Baseline withInvited(Baseline known) {
        return invitedFile.read().map(more -> known.with(more.users())).orElse(known);
    }

    /** The baseline as far as a read is about it, and all of it after a run that was cut off while it sent. */
    Optional<Baseline> baseline(DirectorySnapshot snapshot, Company company) {
        var part = snapshot.gone().isPresent() && !invitedFile.exists();
        slice = part ? baselineFile.slice(snapshot, company, sync) : Optional.empty();
        return part ? slice.map(BaselineSlice::part) : baseline();
    }

    public Holds holds() {
        return holdsFile.read();
    }

    /**
     * Whether a read that has nothing new needs no further look: the last run left nothing, and settings are the same.
     *
     * @param full whether the read is a full one: if the last one told changes only, the same once more, as all there is,
     *     means something else
     */
    boolean isSettled(boolean full) {
        if (before.lastHash().isEmpty()) {
            return false;
        }
        var wanted = state(before.lastHash());
        return baselineFile.isSettled(state -> state.equals(wanted) || !full && state.equals(wanted + CHANGES));
    }

    /**
     * Plans a run and warns of what stays behind; writes nothing.
     *
     * @param isSent whether exactly this was sent before, asked only when there is no baseline
     */
    public SafePlan plan(
            DirectorySnapshot snapshot,
            Company company,
            Optional<Baseline> baseline,
            Instant now,
            RunOptions options,
            BooleanSupplier isSent) {
        var alreadySent = baseline.isEmpty() && isSent.getAsBoolean();
        var known = baseline.isPresent() || alreadySent ? baseline : unknown(options);
        var plan = Safety.plan(new SafetyInput(
                company,
                snapshot.full(),
                Company.leftOut(snapshot),
                snapshot.deleted(),
                snapshot.gone(),
                known,
                alreadySent,
                sync,
                safety,
                holdsFile.read().decisions(now.getEpochSecond()),
                now.getEpochSecond(),
                safety.isWindowOpen(now),
                options.forceRemovals()));
        tell(plan);
        return plan;
    }

    /** Without a baseline: what the organization says, or else only whom it was told of by a run that was cut off. */
    private Optional<Baseline> unknown(RunOptions options) {
        var held = options.organization().get();
        if (held.isPresent()) {
            return held;
        }
        if (!options.forceRemovals()) {
            requireCount();
        }
        return Optional.of(withInvited(Baseline.NONE))
                .filter(some -> !some.users().isEmpty());
    }

    /** A server that overwrites removes people whom nothing names, so a count that is lost cannot be done without. */
    private void requireCount() {
        if (sync.overwriteExisting() && baselineFile.isDamaged()) {
            throw Fault.of(
                            ExitCode.HELD,
                            "sync.overwriteExisting removes everybody whom the directory does not list, and how many that"
                                    + " are cannot be counted, because baseline.bin cannot be used; nothing was sent.")
                    .hint(
                            "compare what `bwdc test` finds with the members in the admin console; if everybody else may go:"
                                    + " `bwdc sync --force-removals`, once. `bwdc config sync.overwriteExisting false` syncs"
                                    + " without removing anybody.");
        }
    }

    private void tell(SafePlan plan) {
        if (plan.forWindow() > 0) {
            notices.warning(count(plan.forWindow(), "removal waits", "removals wait")
                    + " for the times that safety.windows allows");
        }
        if (plan.missed() > 0) {
            notices.warning(count(plan.missed(), "user is", "users are")
                    + " missing in the directory, but not yet as long as safety.absence asks for");
        }
        if (plan.protectedUsers() > 0) {
            notices.warning(count(plan.protectedUsers(), "user stays", "users stay")
                    + " in the organization because of safety.protected");
        }
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** Remembers, before anything is sent, whom the organization may hold if the run is cut off. */
    void expect(SafePlan plan) {
        if (!plan.invited().isEmpty()) {
            var all = new Baseline(invitedFile.read().orElse(Baseline.NONE).users(), List.of()).with(plan.invited());
            invitedFile.write(all, "");
        }
    }

    /** What was sent is part of the baseline now. */
    void arrived() {
        invitedFile.delete();
    }

    /**
     * Remembers a plan that the organization has accepted.
     *
     * @param full whether the read was a full one
     * @param hash what the run leaves in data.json
     * @return what waits now
     */
    Holds remember(SafePlan plan, boolean full, Optional<String> hash, Instant now) {
        // A first read that finds nobody says nothing that later ones could be counted against.
        var settled = plan.isSettled() ? state(hash) + (full && tellsAll(plan) ? "" : CHANGES) : "";
        if (slice.isPresent()) {
            baselineFile.write(slice.get().with(plan.after()), settled);
        } else if (!plan.after().users().isEmpty() || baselineFile.exists()) {
            baselineFile.write(plan.after(), settled);
        }
        var holds = holdsAfter(plan, now);
        holdsFile.write(holds);
        return holds;
    }

    /** Whether a read that hashes the same finds the same people: whoever is left out is not in the hash. */
    private static boolean tellsAll(SafePlan plan) {
        return plan.after().users().stream().noneMatch(user -> user.isMember() && user.presence() == Presence.LEFT_OUT);
    }

    /** What would wait after a plan; writes nothing. */
    Holds holdsAfter(SafePlan plan, Instant now) {
        return holdsFile
                .read()
                .after(
                        plan.waiting(),
                        plan.pending(),
                        plan.stillRejected(),
                        now.getEpochSecond(),
                        safety.holdExpiry().toSeconds());
    }

    /** Whatever else decides what a run does with the same directory. */
    private String state(Optional<String> hash) {
        try {
            var text = hash.orElse("") + "\n" + sync + "\n" + safety;
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
