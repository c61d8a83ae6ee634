package bwdc.directory.okta;

import bwdc.directory.Diagnosis;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectorySource;
import bwdc.directory.Inquiry;
import bwdc.directory.ReadRequest;
import bwdc.directory.Surroundings;
import bwdc.directory.cloud.CloudApi;
import bwdc.directory.cloud.Credential;
import bwdc.directory.cloud.ListedInquiry;
import bwdc.directory.cloud.ParallelRequests;
import bwdc.directory.cloud.Wire;
import bwdc.directory.okta.OktaSettings.ApiToken;
import bwdc.directory.okta.OktaSettings.ServiceApp;
import bwdc.http.Retries;
import bwdc.http.SideBySide;
import bwdc.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** An Okta organization. */
public final class OktaDirectory implements DirectorySource {
    /** Leaves out of each user what is not needed, which also spares Okta to look it up elsewhere. */
    private static final Map<String, String> SHORT_ANSWERS = Map.of(
            "Content-Type",
            "application/json; okta-response=\"omitCredentials,omitCredentialsLinks, omitTransitioningToStatus\"");

    private final OktaSettings settings;
    private final SideBySide sideBySide;
    private final Clock clock;
    private final Wire wire;
    private final CloudApi api;

    /** @param pause lets time pass, for tests */
    OktaDirectory(
            OktaSettings settings,
            SideBySide sideBySide,
            Surroundings around,
            Duration answerLimit,
            Retries.Pause pause) {
        this.settings = settings;
        this.sideBySide = sideBySide;
        clock = around.host().clock();
        var dialect = new OktaDialect(settings.signIn(), clock);
        var budget = new RateBudget(settings.rateShare(), clock, pause, around.notice());
        wire = new Wire(around, dialect, sideBySide.atOnce(), answerLimit, pause, budget);
        api = new CloudApi(wire, settings.url(), credential(), SHORT_ANSWERS);
    }

    /** Opens the directory of the settings; nothing is sent before {@link #read}. */
    public static OktaDirectory open(Settings settings, Surroundings around) {
        return new OktaDirectory(
                OktaSettings.of(settings), ParallelRequests.of(settings), around, Wire.ANSWER_LIMIT, Thread::sleep);
    }

    private Credential credential() {
        return switch (settings.signIn()) {
            case ApiToken(var token) -> new StaticToken(token);
            case ServiceApp app -> new AppToken(wire, settings.url(), app, settings.scopes(), clock);
        };
    }

    @Override
    public DirectorySnapshot read(ReadRequest request) {
        return new Reading(settings, request, new OktaApi(api), sideBySide, clock).snapshot();
    }

    @Override
    public Inquiry inquiry() {
        return new ListedInquiry(new OktaLists(settings, new OktaApi(api)));
    }

    @Override
    public Diagnosis diagnose() {
        return new OktaExamination(settings, api).diagnosis();
    }

    @Override
    public void close() {
        wire.close();
    }
}
