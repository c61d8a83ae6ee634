package bwdc.demo;

import bwdc.demo.sample.SampleDirectory;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The directories that a demonstration can be about. */
public final class Samples {
    private static final List<Sample> ALL = List.of(new Sample("ldap", EmbeddedDirectory::start));

    private record Sample(String word, Supplier<SampleDirectory> start) {}

    private Samples() {}

    /** As they are typed. */
    public static List<String> words() {
        return ALL.stream().map(Sample::word).toList();
    }

    /** Starts the one of a word, with the sample company in it. */
    public static Optional<Supplier<SampleDirectory>> named(String word) {
        return ALL.stream().filter(each -> each.word().equals(word)).findFirst().map(Sample::start);
    }
}
