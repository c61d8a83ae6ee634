package bwdc.schedule.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.Fault;
import bwdc.host.Account;
import bwdc.schedule.CronExpression;
import bwdc.schedule.Installation;
import bwdc.schedule.Installation.InstalledFile;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.install.CronAccess.Need;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallerTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    private Path folder;

    private Jobs jobs;
    private Installer installer;

    @BeforeEach
    void places() {
        var host = new TestHost().with("BWDC_JOBS_DIR", folder.resolve("jobs").toString());
        jobs = Jobs.of(host.host(), Account.current());
        jobs.ensure();
        installer = new Installer(jobs, Account.current().name());
    }

    private ScheduledJob job(String at) {
        return new ScheduledJob(
                "nightly",
                new Schedule.Cron(CronExpression.parse(at), ZoneId.of("Europe/Berlin")),
                ZoneId.of("Etc/UTC"),
                Optional.of("bwdc"),
                Duration.ofMinutes(5),
                Duration.ofMinutes(90),
                "/usr/local/bin/bwdc",
                "/var/lib/bwdc",
                "/var/lib/bwdc/bwdc.log",
                Map.of("BWDC_LDAP_PORT", "636"),
                List.of(new ScheduledJob.Credential("client-secret", "/etc/bwdc/x", true)));
    }

    private Path file(String name) {
        return folder.resolve("etc").resolve(name);
    }

    private Installation files(String... namesAndContents) {
        List<InstalledFile> files = new java.util.ArrayList<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            files.add(new InstalledFile(file(namesAndContents[i]).toString(), namesAndContents[i + 1], "644"));
        }
        var mark = folder.resolve("enabled").toString();
        return new Installation(
                files, List.of(), List.of(List.of("touch", mark)), List.of(List.of("rm", "-f", mark)), List.of());
    }

    private InstalledJob add(String at, Installation installation) {
        var earlier = jobs.find("nightly");
        var parts = installer.parts(job(at), installation, earlier);
        installer.refuseStrangers(job(at), parts);
        var installed = new InstalledJob(job(at), "cron", NOW, parts, installation.disable(), false);
        installer.apply(installed, Need.NOTHING, installation, earlier);
        return installed;
    }

    @Test
    void writesFilesWithTheirModesAndEnablesThem() throws IOException {
        add("30 2 * * *", files("one", "first\n", "two", "second\n"));
        assertThat(file("one")).hasContent("first\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("two"))))
                .isEqualTo("rw-r--r--");
        assertThat(folder.resolve("enabled")).exists();
    }

    @Test
    void theRecordComesBackAsItWas() {
        var installed = add("30 2 * * *", files("one", "first\n"));
        assertThat(jobs.known("nightly")).isEqualTo(installed);
        assertThat(jobs.list()).containsExactly(installed);
    }

    @Test
    void addingTwiceChangesNothing() throws IOException {
        add("30 2 * * *", files("one", "first\n"));
        var before = Files.getLastModifiedTime(file("one"));
        var earlier = jobs.find("nightly");
        var again = files("one", "first\n");
        var parts = installer.parts(job("30 2 * * *"), again, earlier);
        var same = new InstalledJob(job("30 2 * * *"), "cron", NOW, parts, again.disable(), false);
        assertThat(installer.stands(same, earlier)).isTrue();
        add("30 2 * * *", again);
        assertThat(Files.getLastModifiedTime(file("one"))).isEqualTo(before);
    }

    @Test
    void removingLeavesNothingBehind() {
        var job = add("30 2 * * *", files("one", "first\n"));
        assertThat(installer.remove(job, false)).isEmpty();
        assertThat(file("one")).doesNotExist();
        assertThat(folder.resolve("enabled")).doesNotExist();
        assertThat(jobs.list()).isEmpty();
    }

    @Test
    void anotherScheduleTakesItsOldFilesAlong() {
        add("30 2 * * *", files("one", "first\n", "two", "second\n"));
        add("0 4 * * *", files("one", "changed\n"));
        assertThat(file("one")).hasContent("changed\n");
        assertThat(file("two")).doesNotExist();
    }

    @Test
    void whatSomebodyElseWroteIsShownNotOverwritten() throws IOException {
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(file("one"), "by hand\n");
        assertThatThrownBy(() -> add("30 2 * * *", files("one", "first\n")))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.details()).containsExactly("- by hand", "+ first"));
        assertThat(file("one")).hasContent("by hand\n");
        assertThat(jobs.list()).isEmpty();
    }

    @Test
    void whatStoodThereBeforeComesBack() throws IOException {
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(file("one"), "by hand\n");
        var installation = files("one", "first\n");
        var parts = installer.parts(job("30 2 * * *"), installation, Optional.empty());
        var forced = new InstalledJob(job("30 2 * * *"), "cron", NOW, parts, installation.disable(), false);
        installer.apply(forced, Need.NOTHING, installation, Optional.empty());
        assertThat(file("one")).hasContent("first\n");
        installer.remove(jobs.known("nightly"), false);
        assertThat(file("one")).hasContent("by hand\n");
    }

    @Test
    void aFileThatWasEditedSinceIsNotRemovedUnasked() throws IOException {
        var job = add("30 2 * * *", files("one", "first\n"));
        Files.writeString(file("one"), "first\nand more\n");
        assertThatThrownBy(() -> installer.remove(job, false)).isInstanceOf(Fault.class);
        assertThat(file("one")).hasContent("first\nand more\n");
        assertThat(jobs.find("nightly")).isPresent();
        installer.remove(job, true);
        assertThat(file("one")).doesNotExist();
    }

    @Test
    void anAddThatWasCutOffIsCompletedByTheNext() throws IOException {
        add("30 2 * * *", files("one", "first\n", "two", "second\n"));
        // The record of the new version is written, none of its files yet.
        var earlier = jobs.find("nightly");
        var changed = files("one", "newer\n", "two", "second too\n");
        var parts = installer.parts(job("0 4 * * *"), changed, earlier);
        jobs.write(new InstalledJob(job("0 4 * * *"), "cron", NOW, parts, changed.disable(), false));
        add("0 4 * * *", changed);
        assertThat(file("one")).hasContent("newer\n");
        assertThat(file("two")).hasContent("second too\n");
        installer.remove(jobs.known("nightly"), false);
        assertThat(file("one")).doesNotExist();
    }

    @Test
    void aCommandThatFailsIsNamed() {
        var installation = new Installation(List.of(), List.of(), List.of(List.of("false")), List.of(), List.of());
        assertThatThrownBy(() -> add("30 2 * * *", installation)).hasMessage("`false` ended with 1.");
    }
}
