package bwdc.directory;

import java.util.List;

/**
 * What a directory server is like, and how it is read and why, for its administrator. Nothing in it is secret.
 *
 * @param advice what should be changed, the most urgent first
 */
public record Diagnosis(List<Fact> facts, List<Advice> advice) {
    public Diagnosis {
        facts = List.copyOf(facts);
        advice = List.copyOf(advice);
    }

    /**
     * Something found out.
     *
     * @param section what it is about, in a word
     * @param why the reason, empty where there is nothing to explain
     */
    public record Fact(String section, String name, List<String> values, String why) {}

    /**
     * Something to change.
     *
     * @param obstacle whether no sync can succeed before
     */
    public record Advice(String sentence, boolean obstacle) {}
}
