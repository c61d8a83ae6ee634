package bwdc.schedule.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.testkit.NotifySink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class SupervisorTest {
    private static final long PID = 4711;

    @TempDir
    private Path folder;

    @Test
    void speaksToPathsAndToAbstractNames() throws IOException {
        for (var name : List.of(folder.resolve("notify").toString(), "@bwdc/test/" + PID)) {
            try (var sink = sink(name)) {
                var supervisor = Supervisor.of(
                        Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "3000000", "WATCHDOG_PID", "" + PID), PID);
                assertThat(supervisor.ready()).isTrue();
                supervisor.status("next run\nat noon");
                supervisor.alive();
                supervisor.stopping();
                while (sink.heard().size() < 5) {
                    Thread.onSpinWait();
                }
                assertThat(sink.heard())
                        .containsExactly(
                                "bound",
                                "READY=1",
                                "STATUS=next run at noon",
                                "WATCHDOG=1",
                                "STOPPING=1|STATUS=stopping");
                assertThat(supervisor.rhythm()).contains(Duration.ofMillis(1500));
            }
        }
    }

    private static NotifySink sink(String name) throws IOException {
        var python = NotifySink.python();
        Assumptions.assumeTrue(python.isPresent(), "python3 is not installed");
        return NotifySink.listening(python.get(), name);
    }

    @Test
    void noticesThatNobodyListens() {
        var supervisor =
                Supervisor.of(Map.of("NOTIFY_SOCKET", folder.resolve("nobody").toString()), PID);
        assertThat(supervisor.ready()).isFalse();
    }

    @Test
    void refusesNamesThatAreNoSockets() {
        for (var name : List.of("notify", "vsock:2:1234", "/" + "x".repeat(107))) {
            assertThatThrownBy(() -> Supervisor.of(Map.of("NOTIFY_SOCKET", name), PID))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theWatchdogOfAnotherProcessIsNotOurs() {
        var socket = folder.resolve("nobody").toString();
        for (var others : List.of(
                Map.of("NOTIFY_SOCKET", socket),
                Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "3000000", "WATCHDOG_PID", "1"),
                Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "soon"),
                Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "0"))) {
            assertThat(Supervisor.of(others, PID).rhythm()).isEmpty();
        }
        assertThat(Supervisor.of(Map.of(), PID)).isSameAs(Supervisor.NONE);
    }
}
