package bwdc.directory;

/**
 * One part of a filter, and whether an entry matches it.
 *
 * @param depth 0 for a part that stands by itself, more for the parts inside one
 * @param text the filter, or what joins the parts inside it
 * @param setting where it comes from
 */
public record Clause(int depth, String text, String setting, Verdict verdict) {
    /** What the directory answers. */
    public enum Verdict {
        MATCHES,
        FAILS,
        /** Neither the filter nor its opposite matches: the attribute is not known, or may not be read. */
        UNDEFINED
    }
}
