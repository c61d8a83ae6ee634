package bwdc.directory.entra;

import static bwdc.directory.entra.Entra.id;
import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.fault.ExitCode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can go wrong with single parts of a batch; none of it makes a group look empty. */
class BatchesTest {
    private Entra entra;

    @BeforeEach
    void start() {
        entra = Entra.of(Entra.company());
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    private static boolean isBatch(Ask ask) {
        return ask.path().endsWith("/$batch");
    }

    @Test
    void aPartThatIsAskedToWaitIsAskedAgainWithoutTheOthers() {
        entra.tenant.throttleParts(id('b', 2), 2, 3);
        entra.readsWhole();
        assertThat(entra.pauses).filteredOn(pause -> pause.toSeconds() >= 2).hasSizeGreaterThanOrEqualTo(2);
        assertThat(parts()).containsExactly(3, 1, 1);
    }

    @Test
    void aPartThatHasToWaitWithoutSayingHowLong() {
        entra.tenant.throttleParts("/members", 3, -1);
        entra.readsWhole();
        assertThat(parts()).containsExactly(3, 3);
    }

    private List<Integer> parts() {
        return entra.tenant.server().asks().stream()
                .filter(BatchesTest::isBatch)
                .map(ask -> ask.text().split("\"method\"", -1).length - 1)
                .toList();
    }

    @Test
    void aPartThatStaysBusyIsNoEmptyGroup() {
        entra.tenant.throttleParts(id('b', 2), 100, 1);
        assertThat(entra.refusal(ExitCode.DIRECTORY)).contains("slow down");
        assertThat(parts()).hasSizeLessThan(12);
    }

    @Test
    void aPartThatFailsForAWhileIsAskedAgain() {
        entra.tenant.failPart(id('b', 1), 503, "ServiceNotAvailable", "Try again.");
        entra.tenant.failPart(id('b', 3), 504, "UnknownError", "");
        entra.readsWhole();
    }

    @ParameterizedTest
    @CsvSource({"403, Authorization_RequestDenied, may not read", "404, Request_ResourceNotFound, Run again"})
    void aPartThatFailsIsNoEmptyGroup(int status, String code, String words) {
        entra.tenant.failPart(id('b', 2), status, code, "No.");
        assertThat(entra.refusal(ExitCode.DIRECTORY)).contains(code, words, id('b', 2));
    }

    @Test
    void aBatchThatAnswersOtherThanWhatWasAsked() {
        for (var responses : List.of(
                "[]",
                "[{\"id\":\"0\",\"status\":200,\"body\":{\"value\":[]}}]",
                "[{\"id\":\"9\",\"status\":200,\"body\":{\"value\":[]}}]",
                "[{\"id\":\"x\",\"status\":200,\"body\":{\"value\":[]}}]",
                "[{\"id\":\"0\",\"body\":{\"value\":[]}}]",
                "7")) {
            entra.tenant
                    .server()
                    .reply(
                            BatchesTest::isBatch,
                            Reply.text(200, "application/json", "{\"responses\":" + responses + "}"));
            assertThat(entra.refusal(ExitCode.DIRECTORY)).as(responses).contains("not the expected one");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"value\":null}", "null", "\"x\"", "{\"value\":[{\"id\":\"x\"}]}"})
    void aPartWithoutAListIsNoEmptyGroup(String body) {
        var part = "[0,1,2]"
                .replaceAll("([0-9])", "{\"id\":\"$1\",\"status\":200,\"body\":" + body.replace("$", "\\$") + "}");
        entra.tenant
                .server()
                .reply(BatchesTest::isBatch, Reply.text(200, "application/json", "{\"responses\":" + part + "}"));
        assertThat(entra.refusal(ExitCode.DIRECTORY)).contains("not the expected one");
    }
}
