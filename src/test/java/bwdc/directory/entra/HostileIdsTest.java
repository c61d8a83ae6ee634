package bwdc.directory.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bwdc.demo.sample.SampleCompany;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids are what an administrator wrote into a filter: each is one piece of an address, whatever is in it. */
class HostileIdsTest {
    @ParameterizedTest
    @ValueSource(strings = {"../users?x", "a b", "a/b", "%2e%2e", "a#b", "ä\ud83d\ude00", "\"", "{}", "\\"})
    void anIdOfAFilterStaysInItsPlace(String id) {
        for (var setting : List.of("SYNC_USER_FILTER=includegroup:", "SYNC_GROUP_FILTER=includeadministrativeunit:")) {
            var parts = setting.split("=", 2);
            try (var entra = Entra.of(new SampleCompany(List.of(), List.of())).with(parts[0], parts[1] + id)) {
                var fault = catchThrowableOfType(Fault.class, entra::read);
                assertThat(fault).as(id).isNotNull();
                assertThat(fault.exitCode()).isIn(ExitCode.DIRECTORY, ExitCode.SETTINGS);
                assertThat(entra.tenant.server().asks())
                        .filteredOn(ask -> ask.path().contains("ransitiveMembers")
                                || ask.path().contains("Units"))
                        .allMatch(ask -> ask.path()
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains("/" + id.toLowerCase(java.util.Locale.ROOT) + "/"));
            }
        }
    }
}
