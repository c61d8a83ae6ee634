package bwdc.directory.entra;

import static bwdc.directory.entra.Entra.id;
import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.entra.TenantData;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a tenant is, by the cloud that it belongs to. */
class CloudsTest {
    private final TenantData data = new TenantData();
    private Entra entra;

    @BeforeEach
    void start() {
        data.addUser(Entra.user(id('a', 1), "ann@acme.example"));
        data.addGroup(Entra.group(id('b', 1), "Sales"), List.of(id('a', 1)));
        data.addUnit(id('c', 1), List.of(id('b', 1)));
        entra = Entra.of(data);
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    @ParameterizedTest
    @CsvSource({
        ", login.microsoftonline.com, graph.microsoft.com",
        "' ', login.microsoftonline.com, graph.microsoft.com",
        "login.microsoftonline.com, login.microsoftonline.com, graph.microsoft.com",
        "login.microsoftonline.us, login.microsoftonline.us, graph.microsoft.us",
        "login.partner.microsoftonline.cn, login.partner.microsoftonline.cn, microsoftgraph.chinacloudapi.cn",
        "https://login.chinacloudapi.cn/, login.chinacloudapi.cn, microsoftgraph.chinacloudapi.cn",
    })
    void tokenAndGraphAreOfOneCloud(String authority, String login, String graph) {
        entra.without("ENTRA_LOGIN_URL").without("ENTRA_GRAPH_URL").without("ENTRA_IDENTITY_AUTHORITY");
        if (authority != null) {
            entra.with("ENTRA_IDENTITY_AUTHORITY", authority);
        }
        var settings = EntraSettings.of(entra.settings());
        assertThat(settings.login()).hasToString("https://" + login);
        assertThat(settings.graph()).hasToString("https://" + graph);
        assertThat(settings.scope()).isEqualTo("https://" + graph + "/.default");
    }

    /** The Department of Defense signs in like other parts of the government, but has a Graph of its own. */
    @Test
    void aGraphOfItsOwnIsWhatTheTokenIsFor() {
        entra.with("ENTRA_IDENTITY_AUTHORITY", "login.microsoftonline.us")
                .with("ENTRA_GRAPH_URL", "https://dod-graph.microsoft.us/");
        var settings = EntraSettings.of(entra.settings());
        assertThat(settings.graph()).hasToString("https://dod-graph.microsoft.us");
        assertThat(settings.scope()).isEqualTo("https://dod-graph.microsoft.us/.default");
    }

    @ParameterizedTest
    @CsvSource({
        "login.microsoftonline.us, graph.microsoft.us",
        "login.partner.microsoftonline.cn, microsoftgraph.chinacloudapi.cn"
    })
    void allThatIsReadComesFromTheSameGraph(String authority, String graph) {
        entra.tenant.graphHost(graph);
        entra.with("ENTRA_IDENTITY_AUTHORITY", authority)
                .with("SYNC_GROUP_FILTER", "includeAdministrativeUnit:" + id('c', 1));
        var snapshot = entra.read();
        assertThat(Entra.mails(snapshot)).containsExactly("ann@acme.example");
        assertThat(Entra.groups(snapshot)).containsExactly("Sales: a1");
    }
}
