package bwdc.bitwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncHashTest {
    private static final String ORGANIZATION = "11111111-1111-4111-8111-111111111111";
    private static final ImportRequest REQUEST = new ImportRequest(
            List.of(new ImportRequest.Group("Ünïts \"A\"/B", "CN=A\\,B,DC=x", List.of("u1", "u2"))),
            List.of(new ImportRequest.Member("a@b.c", "u1", false), new ImportRequest.Member("d@b.c", "u2", true)),
            false,
            false,
            true);

    @Test
    void isThatOfTheReference() {
        var hash = SyncHash.of("https://api.bitwarden.com", ORGANIZATION, List.of(REQUEST));
        assertThat(hash.value()).isEqualTo("afdrxDLfsmAjr9s/dUm2nTDVW6ymRrD607fj5aPMsHQ=");
    }

    @Test
    void knowsTheFormsOfOlderReleases() {
        var hash = SyncHash.of("https://api.bitwarden.com", ORGANIZATION, List.of(REQUEST));
        assertThat(hash.matches("afdrxDLfsmAjr9s/dUm2nTDVW6ymRrD607fj5aPMsHQ=")).isTrue();
        assertThat(hash.matches("RlPnd3KfQptTJTg/pZ3kJVy0bk2fV7ocaxvw1SR9QFQ=")).isTrue();
        assertThat(hash.matches("0VKzGnRPeRuoeXs/MWAho3JY4a1nG5lc7qLeko4MAxg=")).isTrue();
        assertThat(hash.matches("0VKzGnRPeRuoeXs/MWAho3JY4a1nG5lc7qLeko4MAxG=")).isFalse();
    }

    @Test
    void escapesAsJavaScriptDoes() {
        var odd = "\b\f\n\r\t\"\\\u0000\u001f\u007f\u2028/é😀\ud800x\udc00";
        var request =
                new ImportRequest(List.of(), List.of(new ImportRequest.Member(null, odd, true)), true, true, false);
        assertThat(new String(ImportBody.of(request).bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"groups\":[],\"members\":[{\"email\":null,\"externalId\":\"\\b\\f\\n\\r\\t\\\"\\\\\\u0000\\u001f"
                                + "\u007f\u2028/é😀\\ud800x\\udc00\",\"deleted\":true}],\"overwriteExisting\":true,"
                                + "\"largeImport\":true,\"inviteUsersAfterProvisioning\":false}");
    }

    @Test
    void severalRequestsAreHashedAsAList() throws Exception {
        var hash = SyncHash.of("u", "o", List.of(REQUEST, REQUEST));
        var json = new String(ImportBody.of(REQUEST).bytes(), StandardCharsets.UTF_8);
        var sha = java.security.MessageDigest.getInstance("SHA-256")
                .digest(("uo[" + json + "," + json + "]").getBytes(StandardCharsets.UTF_8));
        assertThat(hash.value()).isEqualTo(java.util.Base64.getEncoder().encodeToString(sha));
        assertThat(hash.bodies()).hasSize(2);
    }
}
