package bwdc.schedule.daemon;

/** One sync from beginning to end. */
public interface Run {
    /**
     * Runs it and waits for its end.
     *
     * @param alive to be called at least every few seconds, as a sign of life
     * @return its exit status
     */
    int run(Runnable alive);
}
