package bwdc.schedule.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CronAccessTest {
    @TempDir
    private Path folder;

    private Path allow;
    private Path deny;
    private CronAccess access;

    @BeforeEach
    void places() throws IOException {
        allow = folder.resolve("cron.allow");
        deny = folder.resolve("cron.deny");
        access = new CronAccess(allow, deny, Files.createDirectory(folder.resolve("crontabs")));
    }

    @Test
    void withoutListsEverybodyMay() {
        assertThat(access.refusal("bwdc")).isNull();
        assertThat(access.hasAllowList()).isFalse();
    }

    @Test
    void theAllowListCountsBeforeTheDenyList() throws IOException {
        Files.writeString(deny, "bwdc\n");
        assertThat(access.refusal("bwdc")).contains("cron.deny");
        Files.writeString(allow, "alice\n");
        assertThat(access.refusal("bwdc")).contains("is not in", "cron.allow");
        assertThat(access.add("bwdc")).isTrue();
        assertThat(access.refusal("bwdc")).isNull();
        assertThat(access.refusal("root")).isNull();
    }

    @Test
    void othersStayInAnExistingList() throws IOException {
        Files.writeString(allow, "alice\nbob");
        access.add("bwdc");
        assertThat(access.add("bwdc")).isFalse();
        assertThat(allow).hasContent("alice\nbob\nbwdc\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(allow)))
                .isEqualTo("rw-r--r--");
        access.remove("bwdc");
        assertThat(allow).hasContent("alice\nbob\n");
    }

    @Test
    void aNewListHoldsEverybodyWhoHasACrontab() throws IOException {
        for (var user : new String[] {"alice", "root", "carol", "tmp.XYZ"}) {
            Files.writeString(folder.resolve("crontabs").resolve(user), "");
        }
        assertThat(access.create("bwdc")).containsExactly("alice", "carol", "bwdc");
        assertThat(allow).hasContent("alice\ncarol\nbwdc\n");
    }

    @Test
    void theLastOneTakenOutLeavesAnEmptyListNotNone() throws IOException {
        Files.writeString(allow, "bwdc\n");
        access.remove("bwdc");
        assertThat(allow).exists().isEmptyFile();
    }
}
