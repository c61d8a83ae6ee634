package bwdc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.bitwarden.ImportBody;
import bwdc.bitwarden.ImportRequest;
import bwdc.directory.DirectoryUser;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.run.RunOptions;
import bwdc.sync.Baseline;
import bwdc.sync.Decisions;
import bwdc.sync.KnownUser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One history of {@link SafetyModelTest}: everything in it follows from its seed. */
final class SafetyHistory {
    /** The process ends here and now. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private final Random random;
    private final World world;
    private final boolean vaultwarden;
    private final boolean incremental;
    private final Membership organization = new Membership("owner@acme.example");
    private final List<Machine> machines = new ArrayList<>();
    private final List<Map<String, DirectoryUser>> seen = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private Trouble trouble = Trouble.NONE;
    private int sent;

    /** Where the run is that goes on now, and the state it leaves if it is killed before it remembers anything. */
    private int running;

    private Map<String, byte[]> left = Map.of();

    /** What happened, for whoever has to find out why. */
    private final List<String> told = new ArrayList<>();

    SafetyHistory(long seed, Path folder, boolean tells) {
        random = new Random(seed);
        world = new World(random);
        world.tells = tells;
        vaultwarden = random.nextInt(3) == 0;
        incremental = random.nextInt(2) == 0 || tells;
        choose("BWDC_SYNC_REMOVE_MISSING", 2, "true");
        choose("BWDC_SYNC_REMOVE_DISABLED", 2, "true");
        if (!settings.containsKey("BWDC_SYNC_REMOVE_MISSING")) {
            choose("BWDC_SYNC_OVERWRITE_EXISTING", 3, "true");
        }
        choose("BWDC_SAFETY_ABSENCE", 4, "2 runs,12h");
        choose("BWDC_SAFETY_WINDOWS", 5, "mon-fri 08:00-18:00 UTC");
        choose("BWDC_SAFETY_PROTECTED", 4, "m1@acme.example; m2*; group:group 5*");
        choose("BWDC_SAFETY_MAX_REMOVALS", 3, "10%,2");
        choose("BWDC_SAFETY_MAX_MEMBER_REMOVALS", 3, "3");
        choose("BWDC_SAFETY_MAIL_CHANGES", 4, "send");
        int count = random.nextInt(6) == 0 ? 2 : 1;
        told.add((vaultwarden ? "Vaultwarden, " : "") + (incremental ? "incremental, " : "") + settings);
        for (int i = 0; i < count; i++) {
            machines.add(new Machine(folder.resolve("machine" + i), settings));
            seen.add(new HashMap<>());
        }
    }

    private void choose(String name, int oneOf, String value) {
        if (random.nextInt(oneOf) == 0) {
            settings.put(name, value);
        }
    }

    private boolean is(String name) {
        return settings.containsKey(name);
    }

    void play() {
        for (int step = 0; step < 9; step++) {
            if (random.nextInt(3) > 0) {
                world.goOn();
            }
            now = now.plus(Duration.ofMinutes(random.nextInt(30 * 60)));
            if (random.nextInt(20) == 0) {
                now = now.plus(Duration.ofDays(random.nextInt(20) - 10));
            }
            goWrong();
            int machine = random.nextInt(machines.size());
            decide(machines.get(machine));
            if (random.nextInt(40) == 0) {
                machines.get(machine)
                        .damage(random.nextBoolean() ? "baseline.bin" : "cursor.json", random.nextBoolean());
            }
            run(machine, RunOptions.USUAL);
        }
        settle();
    }

    /** Reading and sending may go wrong, each by itself or, what is worst, a bad read is sent and forgotten. */
    private void goWrong() {
        world.mishap = random.nextInt(4) == 0 ? any(List.of(World.Mishap.values())) : World.Mishap.NONE;
        trouble = random.nextInt(3) == 0 ? any(List.of(Trouble.values())) : Trouble.NONE;
        if (random.nextInt(10) == 0) {
            world.mishap = World.Mishap.UNNOTICED;
            trouble = Trouble.KILLED_AFTER;
        }
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Two clean runs bring in everybody who should be in; a third one has nothing to do. */
    private void settle() {
        world.mishap = World.Mishap.NONE;
        trouble = Trouble.NONE;
        // By then a full read is due: what an incremental one did not see comes with it.
        now = now.plus(Duration.ofHours(25));
        var repair = new RunOptions(false, machines.size() > 1, java.util.Optional::empty);
        run(0, repair);
        run(0, repair);
        everybodyIsIn();
        if (is("BWDC_SYNC_REMOVE_MISSING") && !vaultwarden && machines.size() == 1 && mayGoAtOnce()) {
            nobodyElseIsIn();
        }
        int before = sent;
        run(0, RunOptions.USUAL);
        assertThat(sent).as("the same again sends nothing").isEqualTo(before);
    }

    private void decide(Machine machine) {
        var holds = machine.holds().read();
        for (var hold : holds.open()) {
            switch (random.nextInt(5)) {
                case 0, 1 -> machine.holds().write(machine.holds().read().approve(hold.number()));
                case 2 -> machine.holds().write(machine.holds().read().reject(hold.number()));
                default -> {
                    // Nobody looks.
                }
            }
        }
    }

    private void run(int number, RunOptions usual) {
        running = number;
        var machine = machines.get(number);
        // Whoever is asked to look does so when the directory is as it should be.
        var options = machine.lostCount && world.mishap == World.Mishap.NONE ? usual.withForcedRemovals() : usual;
        machine.overwrote &= !options.forceRemovals();
        // The first time that a server overwrites it does what the reference does: there is nothing to count
        // against.
        var counted = !options.forceRemovals() && (machine.overwrote || !is("BWDC_SYNC_OVERWRITE_EXISTING"));
        var decisions = machine.holds().read().decisions(now.getEpochSecond());
        var baseline = machine.baseline();
        left = machine.files();
        var before = new Picture(organization);
        told.add(now + " machine " + number + ", " + world.mishap + ", " + trouble + ", " + world.active(true));
        try {
            var outcome = machine.run(now, world.source(incremental, seen.get(number)), this::take, options);
            told.add("  " + outcome);
            machine.lostCount = false;
        } catch (Fault fault) {
            told.add("  " + fault.sentence());
            assertThat(fault.exitCode())
                    .as(fault.sentence())
                    .isIn(ExitCode.DIRECTORY, ExitCode.BITWARDEN, ExitCode.HELD);
            machine.lostCount |= fault.sentence().contains("cannot be counted");
        } catch (Killed e) {
            // Nobody is left to say anything.
        }
        if (trouble == Trouble.KILLED_WHILE_REMEMBERING) {
            machine.dieAfter(random.nextInt(4), left);
        }
        check(before, new Picture(organization), decisions, baseline.orElse(null), seen.get(number), counted);
    }

    /** The server: takes nothing that the real one would refuse for its form. */
    private void take(ImportBody body) {
        if (trouble == Trouble.CUT_BEFORE) {
            throw Fault.of(ExitCode.BITWARDEN, "cut");
        }
        if (trouble == Trouble.KILLED_BEFORE) {
            throw new Killed();
        }
        sent++;
        left = machines.get(running).files();
        machines.get(running).overwrote |= body.request().overwriteExisting();
        told.add("  " + new String(body.bytes(), StandardCharsets.UTF_8));
        var request = (JsonObject) Objects.requireNonNull(Json.parse(body.bytes()));
        assertThat(ImportCheck.errors(request)).isEmpty();
        noDoubles(body.request());
        try {
            if (vaultwarden) {
                new VaultwardenImport(organization, request).apply();
            } else {
                var few = organization.members().size() + random.nextInt(2);
                var seats = trouble == Trouble.FAILS_HALFWAY ? OptionalInt.of(few) : OptionalInt.empty();
                organization.importOfficially(request, seats);
            }
        } catch (Membership.Refused e) {
            throw Fault.of(ExitCode.BITWARDEN, String.valueOf(e.getMessage()));
        }
        if (trouble == Trouble.FAILS_AFTER) {
            throw Fault.of(ExitCode.BITWARDEN, "500");
        }
        if (trouble == Trouble.KILLED_AFTER) {
            throw new Killed();
        }
    }

    private static void noDoubles(ImportRequest request) {
        var mails = request.members().stream()
                .filter(each -> !each.deleted())
                .map(ImportRequest.Member::email)
                .toList();
        assertThat(mails).as("addresses in a request").doesNotHaveDuplicates();
        assertThat(request.groups().stream().map(ImportRequest.Group::externalId))
                .doesNotHaveDuplicates();
        assertThat(request.overwriteExisting() && mails.isEmpty())
                .as("an empty list is never posted")
                .isFalse();
    }

    /** @param counted whether the limit for removals holds */
    private void check(
            Picture before,
            Picture after,
            Decisions decisions,
            @Nullable Baseline baseline,
            Map<String, DirectoryUser> read,
            boolean counted) {
        var check =
                new RemovalCheck(settings.keySet(), vaultwarden, baseline, decisions, read, machines.size() == 1, now);
        var removed = RemovalCheck.removed(before, after);
        removed.forEach(check::nobodyWhoIsThere);
        if (counted) {
            check.notOverTheLimit(
                    removed, before.people.size(), machines.getFirst().safety().maxRemovals());
        }
        if (baseline != null) {
            var limit = machines.getFirst().safety().maxMemberRemovals();
            new GroupCheck(baseline, decisions, limit).keepTheirMembers(before, after);
        }
    }

    private boolean mayGoAtOnce() {
        return !is("BWDC_SAFETY_ABSENCE")
                && !is("BWDC_SAFETY_WINDOWS")
                && !is("BWDC_SAFETY_PROTECTED")
                && !machines.getFirst().lost;
    }

    /** Whoever left is out, unless somebody has still to decide about it, or their address is another entry's by now. */
    private void nobodyElseIsIn() {
        var waiting = waiting();
        var told = machines.getFirst().baseline().orElse(Baseline.NONE).users();
        var there = new HashSet<>(world.active(true).values());
        Map<String, Set<String>> entries = new HashMap<>();
        Map<String, Set<String>> addresses = new HashMap<>();
        told.forEach(each -> entries.computeIfAbsent(String.valueOf(each.mail()), mail -> new HashSet<>())
                .add(each.externalId()));
        told.stream().filter(KnownUser::isMember).forEach(each -> {
            entries.computeIfAbsent(each.name(), mail -> new HashSet<>()).add(each.externalId());
            addresses.computeIfAbsent(each.externalId(), id -> new HashSet<>()).add(each.name());
        });
        for (var who : new Picture(organization).people.values()) {
            var known = new HashSet<>(addresses.getOrDefault(who.externalId(), Set.of()));
            known.add(who.mail());
            var shared = known.stream()
                    .anyMatch(mail -> there.contains(mail)
                            || entries.getOrDefault(mail, Set.of()).stream()
                                    .anyMatch(id -> !id.equals(who.externalId())));
            assertThat(shared || waiting.contains(who.externalId()) || world.has(who.externalId()))
                    .as("%s, who is in the organization, is in the directory", who)
                    .isTrue();
        }
    }

    private Set<String> waiting() {
        var holds = machines.getFirst().holds().read();
        Set<String> waiting = new HashSet<>();
        holds.open().forEach(hold -> hold.changes().forEach(change -> waiting.add(change.id())));
        holds.rejected().forEach(change -> waiting.add(change.id()));
        return waiting;
    }

    private void everybodyIsIn() {
        var waiting = waiting();
        var picture = new Picture(organization);
        var mails = new HashSet<>(picture.withoutId);
        picture.people.values().forEach(who -> mails.add(who.mail()));
        var ids = picture.ids();
        world.active(!is("BWDC_SYNC_REMOVE_DISABLED")).forEach((id, mail) -> {
            if (!waiting.contains(id)) {
                assertThat(ids.contains(id) || mails.contains(mail))
                        .as("%s (%s) is in the organization", id, mail)
                        .isTrue();
            }
        });
    }

    /** What happened so far, for whoever looks for a reason. */
    List<String> told() {
        return told;
    }
}
