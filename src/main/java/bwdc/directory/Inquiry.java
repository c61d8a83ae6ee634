package bwdc.directory;

import java.util.Collection;
import java.util.Map;

/** Answers questions about single entries, for people who want to know why a read is as it is. */
public interface Inquiry extends AutoCloseable {
    /** Entries of people by a mail address, a name, or an id, wherever in the directory they are. */
    Sightings people(String text);

    /** Groups by name or id, wherever in the directory they are. */
    Sightings groups(String text);

    /**
     * What became of members that a read did not find. Each may take a request of its own, so only the first ones are
     * looked for.
     *
     * @param values as the directory writes them
     */
    Map<String, Whereabouts> whereabouts(Collection<String> values);

    @Override
    void close();
}
