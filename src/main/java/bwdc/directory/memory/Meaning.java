package bwdc.directory.memory;

/** When two names that are written differently are the same one. */
public interface Meaning {
    /** The same text for all ways to write a name. */
    String of(String name);
}
