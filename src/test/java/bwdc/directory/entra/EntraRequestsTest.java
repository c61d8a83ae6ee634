package bwdc.directory.entra;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.sample.SampleCompany;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many requests a read takes, and how many of them at once: the time on the way decides how long a read takes. */
class EntraRequestsTest {
    /** As large as tenants are, but without waiting: what counts is the number of requests. */
    @Test
    void twentyThousandPeopleAndTwoThousandGroupsTakeAHundredAndThirtyRequests() {
        try (var entra = Entra.of(SampleCompany.generated(20_000, 2_000, 50))) {
            var snapshot = entra.read();
            assertThat(snapshot.users()).hasSize(20_000);
            assertThat(snapshot.groups())
                    .hasSize(2_000)
                    .allSatisfy(group -> assertThat(group.members()).hasSize(50));
            // An id takes room once, in however many groups it is.
            assertThat(snapshot.groups().getLast().members().getLast())
                    .isSameAs(snapshot.users().getLast().externalId());
            assertThat(entra.asked())
                    .filteredOn(ask -> ask.startsWith("POST /$batch"))
                    .hasSize(100);
            assertThat(entra.asked())
                    .filteredOn(ask -> ask.startsWith("GET /users?"))
                    .hasSize(21);
            assertThat(entra.asked())
                    .filteredOn(ask -> ask.startsWith("GET /groups?"))
                    .hasSize(3);
            assertThat(entra.asked()).hasSize(126);
        }
    }

    @Test
    void eightBatchesAreOnTheWayAtOnceAndStayInOrder() {
        try (var entra = Entra.of(SampleCompany.generated(50, 400, 3))) {
            entra.tenant.delay(Duration.ofMillis(100));
            var snapshot = entra.read();
            assertThat(entra.tenant.server().mostAtOnce()).isEqualTo(8);
            for (int i = 0; i < 400; i++) {
                assertThat(snapshot.groups().get(i).name()).isEqualTo("group" + i);
            }
        }
    }

    @Test
    void asManyAsTheSettingSays() {
        try (var entra = Entra.of(SampleCompany.generated(5, 100, 1))) {
            entra.tenant.delay(Duration.ofMillis(50));
            entra.with("SYNC_PARALLEL_REQUESTS", "3").read();
            assertThat(entra.tenant.server().mostAtOnce()).isEqualTo(3);
        }
    }
}
