package bwdc.bitwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.Fault;
import bwdc.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerUrlsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                           | -                   | https://api.bitwarden.com        | https://api.bitwarden.com
            ''                          | ''                  | https://api.bitwarden.com        | https://api.bitwarden.com
            https://vault.bitwarden.eu  | -                   | https://vault.bitwarden.eu/api   | https://vault.bitwarden.eu/api
            https://h/vault             | -                   | https://h/vault/api              | https://h/vault/api
            HTTPS://BW.Example:443      | -                   | https://bw.example/api           | HTTPS://BW.Example:443/api
            http://bw.example:80/       | -                   | http://bw.example/api            | http://bw.example:80//api
            bw.example                  | https://api.x       | https://api.x                    | https://api.x
            """)
    void derivesTheApi(String base, String api, String expected, String forHash) {
        var urls = ServerUrls.of(base, api, null);
        assertThat(urls.api().toString()).isEqualTo(expected);
        assertThat(urls.apiForHash()).isEqualTo(forHash);
    }

    @Test
    void derivesTheSignIn() {
        assertThat(ServerUrls.of(null, null, null).identity().toString()).isEqualTo("https://identity.bitwarden.com");
        assertThat(ServerUrls.of("https://h", null, null).identity().toString()).isEqualTo("https://h/identity");
        assertThatThrownBy(() -> ServerUrls.of("https://", null, null)).isInstanceOf(Fault.class);
    }

    @Test
    void aTokenIsGoodUntilFiveMinutesBeforeItsEnd() {
        var now = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(token("{\"exp\":" + now.plusSeconds(301).getEpochSecond() + "}")
                        .expiresSoon(now))
                .isFalse();
        assertThat(token("{\"exp\":" + now.plusSeconds(299).getEpochSecond() + "}")
                        .expiresSoon(now))
                .isTrue();
        assertThat(token("{}").expiresSoon(now)).isTrue();
        assertThat(token("no json").expiresSoon(now)).isTrue();
        assertThat(new AccessToken(Secret.of("two.parts")).expiresSoon(now)).isTrue();
    }

    private static AccessToken token(String claims) {
        return new AccessToken(Secret.of(
                "h." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                        + ".s"));
    }
}
