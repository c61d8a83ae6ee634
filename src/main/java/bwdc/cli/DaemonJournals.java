package bwdc.cli;

import bwdc.host.Host;
import bwdc.run.RunLog;
import bwdc.schedule.daemon.Journal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/** The two ways in which the daemon tells what it does. */
final class DaemonJournals {
    private DaemonJournals() {}

    /** Short lines for a person at a terminal; what runs log in detail goes into a file. */
    record Terminal(Host host, ZoneId zone) implements Journal {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

        @Override
        public void info(String sentence) {
            say(sentence);
        }

        @Override
        public void warning(String sentence) {
            say("warning: " + sentence);
        }

        @Override
        public void line(String line) {
            say(line);
        }

        private void say(String text) {
            host.err().println(TIME.format(host.clock().instant().atZone(zone)) + " " + text);
        }
    }

    /**
     * A log, into which runs write as well.
     *
     * @param printed takes what runs print: their own log when it goes the same way, or the last words of a JVM
     */
    record Log(RunLog log, Consumer<String> printed) implements Journal {
        @Override
        public void info(String sentence) {
            log.info(sentence);
        }

        @Override
        public void warning(String sentence) {
            log.warn(sentence);
        }

        @Override
        public void line(String line) {
            printed.accept(line);
        }
    }
}
