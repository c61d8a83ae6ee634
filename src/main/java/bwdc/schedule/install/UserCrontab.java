package bwdc.schedule.install;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Account;
import bwdc.host.Programs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A user's crontab, read and written through crontab(1), which knows the spool and tells cron. */
final class UserCrontab {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final byte[] NOTHING = {};

    private final String user;

    UserCrontab(String user) {
        this.user = user;
    }

    /** Its content, empty when there is none. */
    byte[] content() {
        var ended = crontab(NOTHING, "-l");
        if (ended.well()) {
            return ended.bytes();
        }
        if (ended.err().contains("no crontab for")) {
            return NOTHING;
        }
        throw failed("read", ended);
    }

    /** Replaces it; an empty one is taken away. */
    void write(byte[] content) {
        var ended = content.length == 0 ? crontab(NOTHING, "-r") : crontab(content, "-");
        if (!ended.well() && !ended.err().contains("no crontab for")) {
            throw failed("change", ended);
        }
    }

    private Programs.Ended crontab(byte[] input, String action) {
        List<String> words = new ArrayList<>(List.of("crontab"));
        if (!user.equals(Account.current().name())) {
            words.addAll(List.of("-u", user));
        }
        words.add(action);
        // In English, because the only way to tell an empty crontab from a failure is what it says.
        return Programs.run(LIMIT, words, Map.of("LC_ALL", "C"), input);
    }

    private Fault failed(String verb, Programs.Ended ended) {
        if (ended.status() == Programs.NOT_FOUND) {
            return Fault.of(ExitCode.SETTINGS, "There is no crontab program on this machine.")
                    .hint("apt-get install cron, or use another scheduler with --on");
        }
        return Fault.of(ExitCode.SETTINGS, "Cannot " + verb + " the crontab of " + user + ".")
                .details(ended.err().lines().toList())
                .hint("may " + user
                        + " have one? see cron.allow and cron.deny in crontab(1); its content is as it was");
    }
}
