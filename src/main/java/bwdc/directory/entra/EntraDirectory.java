package bwdc.directory.entra;

import bwdc.directory.Cursor;
import bwdc.directory.Diagnosis;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectorySource;
import bwdc.directory.Inquiry;
import bwdc.directory.ReadRequest;
import bwdc.directory.Surroundings;
import bwdc.directory.cloud.BearerToken;
import bwdc.directory.cloud.CloudApi;
import bwdc.directory.cloud.Gate;
import bwdc.directory.cloud.ParallelRequests;
import bwdc.directory.cloud.Wire;
import bwdc.http.Retries;
import bwdc.http.SideBySide;
import bwdc.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** A tenant of Microsoft Entra ID. */
public final class EntraDirectory implements DirectorySource {
    /** Limits of Graph are counted by ten seconds (https://learn.microsoft.com/graph/throttling-limits). */
    private static final Retries.Pace PACE = new Retries.Pace(Duration.ofMillis(50), Duration.ofSeconds(5));

    private final EntraSettings settings;
    private final SideBySide sideBySide;
    private final Surroundings around;
    private final Wire wire;
    private final SignIn signIn;
    private final Graph graph;
    private final Batches batches;

    /** @param pause lets time pass between two tries */
    EntraDirectory(
            EntraSettings settings,
            SideBySide sideBySide,
            Surroundings around,
            Duration answerLimit,
            Retries.Pause pause) {
        this.settings = settings;
        this.sideBySide = sideBySide;
        this.around = around;
        var dialect = new GraphDialect(settings.cloud());
        wire = new Wire(around, dialect, sideBySide.atOnce(), answerLimit, pause, Gate.OPEN);
        signIn = new SignIn(settings, wire);
        var token = new BearerToken(signIn::ask, around.host().clock());
        graph = new Graph(new CloudApi(wire, settings.graph(), token));
        var parts = new Retries(around.host().clock(), pause, new SplittableRandom(), around.notice(), PACE);
        batches = new Batches(graph, dialect, parts);
    }

    /** Opens the tenant of the settings; nothing is sent before {@link #read}. */
    public static EntraDirectory open(Settings settings, Surroundings around) {
        return new EntraDirectory(
                EntraSettings.of(settings), ParallelRequests.of(settings), around, Wire.ANSWER_LIMIT, Thread::sleep);
    }

    @Override
    public DirectorySnapshot read(ReadRequest request) {
        around.debug()
                .accept("reading the tenant " + settings.tenant() + " of the "
                        + settings.cloud().title() + " cloud at " + settings.graph());
        return reading(request).snapshot();
    }

    private EntraReading reading(ReadRequest request) {
        return new EntraReading(settings, graph, batches, sideBySide, signIn, request, around.notice());
    }

    @Override
    public Inquiry inquiry() {
        var reading =
                reading(new ReadRequest(true, false, Optional.empty(), Optional.empty(), Cursor.NONE, entries -> {}));
        return new EntraInquiry(new EntraLists(settings, graph, reading));
    }

    @Override
    public Diagnosis diagnose() {
        return new EntraExamination(settings, graph, signIn).diagnosis();
    }

    @Override
    public void close() {
        wire.close();
    }
}
