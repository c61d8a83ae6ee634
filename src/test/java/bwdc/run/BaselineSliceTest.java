package bwdc.run;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.directory.Cursor;
import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectoryUser;
import bwdc.settings.DataFile;
import bwdc.settings.PlaintextSecrets;
import bwdc.settings.SafetySettings;
import bwdc.settings.Settings;
import bwdc.sync.Baseline;
import bwdc.sync.Company;
import bwdc.sync.Decisions;
import bwdc.sync.KnownGroup;
import bwdc.sync.KnownUser;
import bwdc.sync.Presence;
import bwdc.sync.SafePlan;
import bwdc.sync.Safety;
import bwdc.sync.SafetyInput;
import bwdc.testkit.TestHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan for a read of changes is the same with the part of the baseline that it is about as with all of it. */
class BaselineSliceTest {
    @TempDir
    private Path folder;

    static java.util.stream.LongStream seeds() {
        return java.util.stream.LongStream.range(1, 400);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thePartSaysTheSameAsTheWhole(long seed) {
        var random = new Random(seed);
        var settings = settings(random);
        var baseline = baseline(random);
        var snapshot = changes(random, baseline);
        var company = Company.of(snapshot);
        var file = new BaselineFile(folder.resolve("baseline.bin"), "org api", warning -> {});
        file.write(baseline, "");
        var slice = file.slice(snapshot, company, settings.sync()).orElseThrow();

        var byWhole = plan(snapshot, company, baseline, settings);
        var byPart = plan(snapshot, company, slice.part(), settings);

        assertThat(words(byPart)).isEqualTo(words(byWhole));
        file.write(slice.with(byPart.after()), "");
        assertThat(words(file.read().orElseThrow())).isEqualTo(words(byWhole.after()));
    }

    private static Settings settings(Random random) {
        var host = new TestHost()
                .with(Map.of(
                        "BWDC_SYNC_USERS",
                        "true",
                        "BWDC_SYNC_GROUPS",
                        "true",
                        "BWDC_SYNC_REMOVE_DISABLED",
                        Boolean.toString(random.nextBoolean()),
                        "BWDC_SYNC_REMOVE_MISSING",
                        Boolean.toString(random.nextInt(4) > 0),
                        "BWDC_SAFETY_MAX_REMOVALS",
                        random.nextBoolean() ? "20%,1" : "50%",
                        "BWDC_SAFETY_MAX_MEMBER_REMOVALS",
                        random.nextBoolean() ? "20%,1" : "100%",
                        "BWDC_SAFETY_PROTECTED",
                        "mail3@x; group:Title 2",
                        "BWDC_SAFETY_MAIL_CHANGES",
                        random.nextBoolean() ? "hold" : "send",
                        "BWDC_SAFETY_ABSENCE",
                        random.nextInt(4) == 0 ? "2 runs" : "off"))
                .host();
        var data = DataFile.open(Path.of("/nonexistent"), host);
        return new Settings(data, host, new PlaintextSecrets(data));
    }

    private static SafePlan plan(DirectorySnapshot snapshot, Company company, Baseline baseline, Settings settings) {
        return Safety.plan(new SafetyInput(
                company,
                false,
                Company.leftOut(snapshot),
                Set.of(),
                snapshot.gone(),
                Optional.of(baseline),
                false,
                settings.sync(),
                SafetySettings.of(settings),
                Decisions.NONE,
                1000,
                true,
                false));
    }

    /** Anything that can be known, most of it with nothing the matter. */
    private static Baseline baseline(Random random) {
        List<KnownUser> users = new ArrayList<>();
        int size = random.nextInt(60);
        for (int i = 0; i < size; i++) {
            var mail = "mail" + i + "@x";
            var odd = random.nextInt(6) == 0;
            var presence = odd ? List.of(Presence.values()).get(random.nextInt(6)) : Presence.ACTIVE;
            var told = !odd ? mail : random.nextBoolean() ? null : random.nextBoolean() ? mail : "old" + i + "@x";
            var missed = presence == Presence.MISSING ? 1 : 0;
            users.add(
                    presence == Presence.MEMBER_ONLY
                            ? KnownUser.of("id" + i, null, null, presence)
                            : new KnownUser("id" + i, mail, told, presence, missed, missed * 5L));
        }
        List<KnownGroup> groups = new ArrayList<>();
        for (int i = 0; i < random.nextInt(12); i++) {
            var odd = random.nextInt(5) == 0;
            var members = places(random, size);
            var kept = odd ? places(random, size) : new int[0];
            groups.add(new KnownGroup(
                    "g" + i,
                    "Title " + i,
                    members,
                    java.util.Arrays.stream(kept)
                            .filter(place -> java.util.Arrays.binarySearch(members, place) < 0)
                            .toArray(),
                    odd ? List.of(KnownGroup.Listing.values()).get(random.nextInt(3)) : KnownGroup.Listing.LISTED));
        }
        return new Baseline(users, groups);
    }

    private static int[] places(Random random, int size) {
        return size == 0
                ? new int[0]
                : random.ints(random.nextInt(8), 0, size).distinct().sorted().toArray();
    }

    private static DirectorySnapshot changes(Random random, Baseline baseline) {
        List<DirectoryUser> users = new ArrayList<>();
        Set<String> leftOut = new HashSet<>();
        Set<String> gone = new HashSet<>();
        Set<String> mails = new HashSet<>();
        int size = baseline.users().size();
        for (int i = 0; i < random.nextInt(8); i++) {
            int number = random.nextInt(size + 5);
            var id = "id" + number;
            var mail = random.nextInt(3) == 0 ? "mail" + random.nextInt(size + 5) + "@x" : "mail" + number + "@x";
            switch (random.nextInt(5)) {
                case 0 -> gone.add(id);
                case 1 -> leftOut.add(id);
                default -> {
                    if (mails.add(mail)) {
                        users.add(new DirectoryUser(id, id, mail, random.nextInt(4) == 0, false));
                    }
                }
            }
        }
        users.forEach(user -> {
            gone.remove(user.externalId());
            leftOut.remove(user.externalId());
        });
        gone.removeAll(leftOut);
        List<DirectoryGroup> groups = new ArrayList<>();
        Set<String> goneGroups = new HashSet<>();
        for (int i = 0; i < 14; i++) {
            if (random.nextInt(6) == 0) {
                var members = random.ints(random.nextInt(9), 0, size + 5)
                        .distinct()
                        .mapToObj(each -> "id" + each)
                        .toList();
                groups.add(new DirectoryGroup("g" + i, "g" + i, "Title " + i, members, List.of()));
            } else if (random.nextInt(9) == 0) {
                goneGroups.add("g" + i);
            }
        }
        return new DirectorySnapshot(
                users,
                groups,
                false,
                leftOut,
                List.of(),
                Cursor.NONE,
                List.of(),
                Set.of(),
                Optional.of(new DirectorySnapshot.Gone(gone, goneGroups)));
    }

    private static String words(SafePlan plan) {
        Map<String, String> groups = new TreeMap<>();
        plan.draft()
                .groups()
                .forEach(group ->
                        groups.put(group.externalId(), group.name() + new TreeSet<>(group.memberExternalIds())));
        return String.join(
                "\n",
                plan.draft().members().toString(),
                groups.toString(),
                plan.draft().onceGroups() + " " + plan.draft().onceMembers() + " " + plan.asRead(),
                plan.removals().toString(),
                plan.waiting().stream().map(Object::toString).sorted().toList().toString(),
                plan.pending() + " " + plan.stillRejected(),
                plan.forWindow() + " " + plan.missed() + " " + plan.unproved() + " " + plan.protectedUsers(),
                plan.warnings().toString());
    }

    private static String words(Baseline baseline) {
        Map<String, String> groups = new TreeMap<>();
        for (var group : baseline.groups()) {
            groups.put(
                    group.externalId(),
                    group.name() + " " + group.listing() + " " + ids(baseline, group.members()) + " "
                            + ids(baseline, group.kept()));
        }
        return baseline.users().stream().map(Object::toString).sorted().toList() + "\n" + groups;
    }

    private static Set<String> ids(Baseline baseline, int[] places) {
        Set<String> ids = new TreeSet<>();
        for (var place : places) {
            ids.add(baseline.users().get(place).externalId());
        }
        return ids;
    }
}
