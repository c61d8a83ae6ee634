package bwdc.schedule.daemon;

/** One sync from beginning to end. */
public interface Run {
    /**
     * Runs it and waits for its end.
     *
     * @param alive to be called every second or so, as a sign of life
     * @return its exit status
     */
    int run(Runnable alive);
}
