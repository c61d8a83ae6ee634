package bwdc.run;

import bwdc.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * A process, as a file names the one that wrote it.
 *
 * @param began when the process began; the same for every process where the system does not tell
 */
record ProcessMark(long pid, Instant began) {
    /** By so much may the system's idea of when a process began change, as its clock is set. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    static ProcessMark current() {
        var process = ProcessHandle.current();
        return new ProcessMark(process.pid(), startOf(process));
    }

    static ProcessMark of(JsonObject json) {
        return new ProcessMark(
                json.number("pid").orElse(0L),
                json.text("processStarted").flatMap(RunRecord::instant).orElse(Instant.EPOCH));
    }

    JsonObject into(JsonObject json) {
        return json.put("pid", pid).put("processStarted", began.toString());
    }

    /** Whether that process still lives; another may have got its number, but then it began at another time. */
    boolean alive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        Duration.between(startOf(process), began).abs().compareTo(TOLERANCE) < 0)
                .isPresent();
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
