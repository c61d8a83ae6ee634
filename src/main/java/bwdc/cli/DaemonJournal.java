package bwdc.cli;

import bwdc.host.Host;
import bwdc.schedule.daemon.Journal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** What the daemon says on standard error: short lines for a person, whole ones with date and level for a log. */
final class DaemonJournal implements Journal {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Host host;
    private final boolean person;
    private final boolean quiet;
    private final ZoneId zone;

    DaemonJournal(Host host, boolean quiet, ZoneId zone) {
        this.host = host;
        this.quiet = quiet;
        this.zone = zone;
        person = host.interactive();
    }

    @Override
    public void info(String sentence) {
        if (!quiet) {
            say("INFO", "", sentence);
        }
    }

    @Override
    public void warning(String sentence) {
        say("WARN", "warning: ", sentence);
    }

    @Override
    public void line(String line) {
        info(line);
    }

    private synchronized void say(String level, String mark, String sentence) {
        var now = host.clock().instant().atZone(zone);
        host.err().println(person ? TIME.format(now) + " " + mark + sentence : DATE.format(now) + " " + level + " " + sentence);
    }
}
