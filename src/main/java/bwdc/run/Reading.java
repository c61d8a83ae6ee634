package bwdc.run;

import bwdc.directory.Cursor;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectorySource;
import bwdc.directory.Findings;
import bwdc.directory.ReadRequest;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.settings.Names;
import bwdc.settings.SafetySettings;
import bwdc.sync.Canaries;
import bwdc.sync.Company;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Reads a directory and makes sure that the read is a whole one. */
final class Reading {
    /** When the last full read began, beside what the source itself wants to know. */
    private static final String FULL = "run.fullRead";

    /** Parts of every Active Directory that hold no people ([MS-ADTS] 6.1.1.1). */
    private static final List<String> WITHOUT_PEOPLE =
            List.of("/dc=domaindnszones,", "/dc=forestdnszones,", "/cn=configuration,");

    private final Supplier<DirectorySource> directory;
    private final SafetySettings safety;
    private final CursorFile cursors;
    private final RunState state;
    private final Notices notices;

    Reading(
            Supplier<DirectorySource> directory,
            SafetySettings safety,
            CursorFile cursors,
            RunState state,
            Notices notices) {
        this.directory = directory;
        this.safety = safety;
        this.cursors = cursors;
        this.state = state;
        this.notices = notices;
    }

    /** A read as it is, for a look at the directory. */
    DirectorySnapshot look(boolean full, boolean deletions, Findings findings) {
        var snapshot = read(full, deletions, cursors.read(), findings);
        foreign(snapshot).forEach(url -> notices.warning("the directory points to " + url + ", which was not asked"));
        return snapshot;
    }

    /** A read that something is going to be concluded from: incremental only as long as the last full one is young. */
    DirectorySnapshot whole(boolean full, boolean deletions, Instant now, Findings findings) {
        var before = cursors.read();
        var snapshot = read(full || isDue(before, now), deletions, before, findings);
        referrals(snapshot);
        return snapshot.full()
                ? noted(snapshot, before, now.toString())
                : noted(snapshot, before, before.values().get(FULL));
    }

    private boolean isDue(Cursor before, Instant now) {
        var last = before.values().get(FULL);
        if (last == null) {
            return true;
        }
        try {
            var time = Instant.parse(last);
            return time.isAfter(now) || !now.isBefore(time.plus(safety.fullEvery()));
        } catch (java.time.format.DateTimeParseException e) {
            return true;
        }
    }

    private static DirectorySnapshot noted(
            DirectorySnapshot snapshot, Cursor before, @org.jspecify.annotations.Nullable String full) {
        if (snapshot.next().values().isEmpty() || full == null) {
            return snapshot;
        }
        var values = new HashMap<>(snapshot.next().values());
        values.put(FULL, full);
        Deletions.note(snapshot, before, values);
        return snapshot.with(snapshot.next().with(values));
    }

    private DirectorySnapshot read(boolean full, boolean deletions, Cursor cursor, Findings findings) {
        var lost = new LostMembers(findings, notices);
        try (var source = directory.get()) {
            var snapshot = source.read(new ReadRequest(
                    full, deletions, state.lastUserSync(), state.lastGroupSync(), cursor, notices::reading, lost));
            snapshot.warnings().forEach(notices::warning);
            lost.sentence().ifPresent(notices::note);
            return snapshot;
        } finally {
            notices.done();
        }
    }

    /** Another server may hold people who are not in this read. */
    private void referrals(DirectorySnapshot snapshot) {
        var foreign = foreign(snapshot);
        if (!foreign.isEmpty()) {
            throw Fault.of(
                            ExitCode.DIRECTORY,
                            "The directory holds only a part of what was searched, and points elsewhere for the rest.")
                    .details(foreign)
                    .hint("nothing was sent. Read a server that holds everything (Active Directory: the global catalog,"
                            + " ports 3268 and 3269), or search more narrowly; if nobody there matters:"
                            + " bwdc config safety.referrals 'ldap://…', with * for anything");
        }
    }

    private List<String> foreign(DirectorySnapshot snapshot) {
        return snapshot.referrals().stream().filter(url -> !isHarmless(url)).toList();
    }

    private boolean isHarmless(String url) {
        var lower = url.toLowerCase(Locale.ROOT);
        return WITHOUT_PEOPLE.stream().anyMatch(lower::contains) || Names.any(safety.referrals(), url);
    }

    /** A read that does not find what is always there is no whole one, whatever the server says. */
    void canaries(Company company) {
        var missing = Canaries.missing(company, safety.canaries());
        if (!missing.isEmpty()) {
            throw Fault.of(
                            ExitCode.DIRECTORY,
                            "The read of the directory does not have everything that safety.canaries asks for.")
                    .details(
                            missing.stream().map(canary -> "missing: " + canary).toList())
                    .hint("nothing was sent; `bwdc test` shows what was found. If they really left: bwdc config"
                            + " safety.canaries");
        }
    }
}
