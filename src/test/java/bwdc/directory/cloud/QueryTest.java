package bwdc.directory.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.testkit.HostileText;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Whatever an id or a value holds, it stays one piece of an address. */
class QueryTest {
    @Test
    void aPieceOfAPathStaysOne() {
        var hostile = new HostileText(5);
        for (int i = 0; i < 20_000; i++) {
            var id = hostile.next();
            var uri = URI.create("https://vendor.example/groups/" + Query.encoded(id) + "/members");
            assertThat(uri.getPath()).isEqualTo("/groups/" + id + "/members");
            assertThat(uri.getRawPath().chars().filter(c -> c == '/')).hasSize(3);
            assertThat(uri.getRawQuery()).isNull();
            assertThat(uri.getRawFragment()).isNull();
        }
    }

    @Test
    void aValueOfAQueryStaysOne() {
        var hostile = new HostileText(6);
        for (int i = 0; i < 20_000; i++) {
            var value = hostile.next();
            var uri = URI.create("https://vendor.example/users"
                    + new Query().with("filter", value).with("limit", "1"));
            assertThat(uri.getQuery()).isEqualTo("filter=" + value + "&limit=1");
            assertThat(uri.getRawQuery().chars().filter(c -> c == '&')).hasSize(1);
        }
    }
}
