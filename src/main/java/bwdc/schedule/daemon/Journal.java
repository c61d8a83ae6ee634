package bwdc.schedule.daemon;

/** Where the daemon says what it does, a sentence at a time. */
public interface Journal {
    void info(String sentence);

    void warning(String sentence);

    /** A line of a run, as the run has printed it. */
    void line(String line);
}
