package bwdc.schedule;

import bwdc.host.Durations;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sync that a scheduler is to run. Paths are text, because they may be those of another machine.
 *
 * @param name letters, digits, dots, dashes and underscores, beginning with a letter or digit, at most 64
 * @param machineZone the zone of the machine that will run it, for schedulers that know no other
 * @param user the account that runs it; empty for the one who adds it
 * @param jitter how long a run may wait, so that not all machines come at once
 * @param timeLimit when a run is ended
 * @param program absolute path of {@code bwdc}, or the image for Kubernetes
 * @param folder absolute path of the state folder
 * @param log absolute path of the log
 * @param environment further variables that the run needs; never a secret
 * @param credentials secrets that the scheduler hands to the run, where it can
 */
public record ScheduledJob(
        String name,
        Schedule schedule,
        ZoneId machineZone,
        Optional<String> user,
        Duration jitter,
        Duration timeLimit,
        String program,
        String folder,
        String log,
        Map<String, String> environment,
        List<Credential> credentials) {

    /**
     * A secret in a file that only the scheduler reads.
     *
     * @param name under which the run finds it: {@code client-secret} or {@code bwdc.key}
     * @param file where it is kept
     * @param encrypted whether systemd-creds(1) encrypted it
     */
    public record Credential(String name, String file, boolean encrypted) {}

    /** What follows the program on its command line. */
    public List<String> arguments() {
        var words = new ArrayList<>(List.of("sync", "--job", name, "--log", log));
        if (jitter.isPositive()) {
            words.addAll(List.of("--jitter", Durations.words(jitter)));
        }
        words.addAll(List.of("--time-limit", Durations.words(timeLimit)));
        return List.copyOf(words);
    }
}
