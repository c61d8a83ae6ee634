package bwdc.demo;

import bwdc.demo.entra.EntraTenant;
import bwdc.demo.google.GoogleTenant;
import bwdc.demo.okta.OktaTenant;
import bwdc.demo.onelogin.OneLoginTenant;
import bwdc.demo.sample.SampleCompany;
import bwdc.demo.sample.SampleDirectory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The directories that a demonstration can be about. */
public final class Samples {
    private static final List<Sample> ALL = List.of(
            new Sample("ldap", EmbeddedDirectory::holding),
            new Sample("entra", EntraTenant::start),
            new Sample("google", GoogleTenant::holding),
            new Sample("okta", OktaTenant::roomy),
            new Sample("onelogin", company -> OneLoginTenant.start(company, 50)));

    private record Sample(String word, Function<SampleCompany, SampleDirectory> start) {}

    private Samples() {}

    /** As they are typed. */
    public static List<String> words() {
        return ALL.stream().map(Sample::word).toList();
    }

    /** Starts the one of a word with a company in it. */
    public static Optional<Function<SampleCompany, SampleDirectory>> named(String word) {
        return ALL.stream().filter(each -> each.word().equals(word)).findFirst().map(Sample::start);
    }
}
