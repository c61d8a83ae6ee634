package bwdc.run;

/** What a run tells while it goes on. */
public interface Notices {
    /** So many entries of the directory were read. */
    void reading(long entries);

    /** The directory was read whole; it has so many groups and users. */
    void found(long groups, long users);

    /** The request with this number, from 1, is about to be sent. */
    void sending(int request, int of);

    /** The members of so many groups of the organization were read. */
    default void comparing(int groups, int of) {}

    /** A sentence for the log, about which nobody need do anything. */
    default void note(String sentence) {}

    /** The current stage is over. */
    void done();

    /** A sentence that the person should see, but that stops nothing. */
    void warning(String sentence);
}
