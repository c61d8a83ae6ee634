package bwdc.run;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.sync.Baseline;
import bwdc.sync.KnownGroup;
import bwdc.sync.KnownUser;
import bwdc.sync.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineFileTest {
    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();

    private BaselineFile file(String owner) {
        return new BaselineFile(folder.resolve("baseline.bin"), owner, warnings::add);
    }

    /** Any baseline, with everything that a file has to keep. */
    private static Baseline random(Random random, int users, int groups) {
        List<KnownUser> people = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            var mail = random.nextInt(9) == 0 ? null : "ünï" + i + "@acme.example";
            var told = random.nextInt(3) == 0 ? null : random.nextInt(3) == 0 ? "old" + i + "@x" : mail;
            var missed = random.nextInt(4) == 0;
            people.add(new KnownUser(
                    "id-" + i + "\n\u0000",
                    mail,
                    told,
                    any(random, List.of(Presence.values())),
                    missed ? 1 + random.nextInt(1000) : 0,
                    missed ? random.nextLong(1L << 40) : 0));
        }
        List<KnownGroup> teams = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            teams.add(new KnownGroup(
                    "g" + i,
                    "Gruppe ☃ " + i,
                    places(random, users),
                    places(random, users),
                    any(random, List.of(KnownGroup.Listing.values()))));
        }
        return new Baseline(people, teams);
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static int[] places(Random random, int users) {
        return users == 0
                ? new int[0]
                : random.ints(random.nextInt(20), 0, users).distinct().sorted().toArray();
    }

    private static void same(Baseline read, Baseline written) {
        assertThat(read.users()).isEqualTo(written.users());
        assertThat(read.groups()).hasSameSizeAs(written.groups());
        for (int i = 0; i < read.groups().size(); i++) {
            var one = read.groups().get(i);
            var other = written.groups().get(i);
            assertThat(one.externalId() + one.name() + one.listing())
                    .isEqualTo(other.externalId() + other.name() + other.listing());
            assertThat(java.util.Arrays.equals(one.members(), other.members())
                            && java.util.Arrays.equals(one.kept(), other.kept()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenIsRead(long seed) {
        var random = new Random(seed);
        var baseline = random(random, random.nextInt(300), random.nextInt(30));
        file("org api").write(baseline, "state");
        same(file("org api").read().orElseThrow(), baseline);
        assertThat(warnings).isEmpty();
    }

    @Test
    void nothingIsKnownOfAnotherOrganization() {
        file("org1 api").write(random(new Random(1), 10, 2), "state");
        assertThat(file("org2 api").read()).isEmpty();
        assertThat(file("org2 api").isSettled("state"::equals)).isFalse();
        assertThat(file("org1 api").isSettled("state"::equals)).isTrue();
        assertThat(file("org1 api").isSettled("other"::equals)).isFalse();
        assertThat(warnings).isEmpty();
    }

    @Test
    void aMissingFileIsNone() {
        assertThat(file("o").read()).isEmpty();
        assertThat(file("o").isSettled(""::equals)).isFalse();
        assertThat(warnings).isEmpty();
    }

    /** Cut off anywhere, or with any bit changed, the file is none, with one warning, and never a crash. */
    @Test
    void aDamagedFileIsNone() throws IOException {
        file("o").write(random(new Random(7), 8, 3), "state");
        var path = folder.resolve("baseline.bin");
        var good = Files.readAllBytes(path);
        for (int i = 0; i < good.length; i++) {
            var bad = good.clone();
            bad[i] ^= (byte) (1 << i % 8);
            damaged(path, bad);
            damaged(path, java.util.Arrays.copyOf(good, i));
        }
    }

    private void damaged(Path path, byte[] bytes) throws IOException {
        Files.write(path, bytes);
        var file = file("o");
        assertThat(file.read()).isEmpty();
        file.isSettled("state"::equals);
        assertThat(file.read()).isEmpty();
        assertThat(warnings).hasSize(1).first().asString().contains("baseline.bin cannot be used (");
        warnings.clear();
    }

    /** Whatever a reader is fed, even with a right checksum, it answers. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void nonsenseWithAGoodChecksumIsNone(long seed) throws IOException {
        var random = new Random(seed);
        file("o").write(random(random, 20, 5), "state");
        var path = folder.resolve("baseline.bin");
        var good = Files.readAllBytes(path);
        for (int i = 0; i < 700; i++) {
            var bad = good.clone();
            for (int k = 0; k <= random.nextInt(3); k++) {
                bad[6 + random.nextInt(bad.length - 10)] = (byte) random.nextInt();
            }
            var sum = new java.util.zip.CRC32C();
            sum.update(bad, 0, bad.length - 4);
            java.nio.ByteBuffer.wrap(bad)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .putInt(bad.length - 4, (int) sum.getValue());
            Files.write(path, bad);
            file("o").read();
        }
    }

    @Test
    void aMillionMembershipsAreSmallAndFast() throws IOException {
        var random = new Random(1);
        List<KnownUser> users = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            var mail = "first.last" + i + "@company.example";
            users.add(KnownUser.of(new java.util.UUID(random.nextLong(), i).toString(), mail, mail, Presence.ACTIVE));
        }
        List<KnownGroup> groups = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            var members = random.ints(100, 0, 100_000).distinct().sorted().toArray();
            groups.add(new KnownGroup(
                    new java.util.UUID(i, i).toString(), "group " + i, members, new int[0], KnownGroup.Listing.LISTED));
        }
        var baseline = new Baseline(users, groups);
        var started = System.nanoTime();
        file("o").write(baseline, "");
        same(file("o").read().orElseThrow(), baseline);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        assertThat(Files.size(folder.resolve("baseline.bin"))).isLessThan(20L * 1_000_000);
    }
}
