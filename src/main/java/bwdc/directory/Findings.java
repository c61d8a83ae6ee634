package bwdc.directory;

import java.util.List;

/** Is told, while a directory is read, of everything that a snapshot does not show. */
public interface Findings {
    /** For those who do not want to know. */
    Findings NONE = new Findings() {
        @Override
        public void leftOut(String referenceId, String externalId, String why) {}

        @Override
        public void members(String group, int values, List<String> unresolved) {}
    };

    /** Somebody who is no user because of what is wrong with their address. */
    void leftOut(String referenceId, String externalId, String why);

    /**
     * A group was read.
     *
     * @param group its reference id
     * @param values how many members it lists
     * @param unresolved those of them that name nobody and nothing that was read, as the directory writes them
     */
    void members(String group, int values, List<String> unresolved);

    /** How the directory is read, and why not with less. */
    default void way(String sentence) {}
}
