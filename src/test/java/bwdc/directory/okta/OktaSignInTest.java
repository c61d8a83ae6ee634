package bwdc.directory.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bwdc.demo.okta.OktaOptions;
import bwdc.demo.okta.OktaTenant;
import bwdc.directory.cloud.Jwt;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.JsonObject;
import bwdc.secret.Secret;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service app: a signature instead of a password, and tokens that are bound to a key where the app wants that. */
class OktaSignInTest {
    @TempDir
    private Path folder;

    private OktaTenant tenant;
    private Okta okta;

    @BeforeEach
    void start() {
        start(OktaOptions.USUAL);
    }

    private Okta start(OktaOptions options) {
        stop();
        tenant = OktaTenant.start(OktaDirectoryTest.company(), options);
        okta = new Okta(tenant, folder).app();
        return okta;
    }

    @AfterEach
    void stop() {
        if (tenant != null) {
            tenant.close();
        }
    }

    private Fault fault() {
        var fault = catchThrowableOfType(Fault.class, okta::read);
        assertThat(fault).as("a fault").isNotNull();
        return fault;
    }

    @Test
    void signsInOnceAndReadsEverything() {
        assertThat(okta.read().users()).hasSize(6);
        assertThat(okta.asks().stream().filter("/oauth2/v1/token"::equals)).hasSize(1);
        assertThat(tenant.server().asks().getLast().header("authorization").orElseThrow())
                .startsWith("Bearer ");
    }

    @Test
    void bindsTheTokenWhereTheAppWantsIt() {
        assertThat(start(OktaOptions.USUAL.withBoundTokens()).read().users()).hasSize(6);
        // Without a proof, without the number in it, with both.
        assertThat(okta.asks().stream().filter("/oauth2/v1/token"::equals)).hasSize(3);
        var last = tenant.server().asks().getLast();
        assertThat(last.header("authorization").orElseThrow()).startsWith("DPoP ");
        assertThat(last.header("dpop")).isPresent();
    }

    @Test
    void takesANewNumberWhenOktaWantsOne() {
        start(OktaOptions.USUAL.withBoundTokens().withTokenLife(Duration.ofSeconds(2)));
        try (var directory = okta.open()) {
            assertThat(okta.read(directory).users()).hasSize(6);
            tenant.renewNonce();
            tenant.endTokens();
            assertThat(okta.read(directory).users()).hasSize(6);
        }
    }

    @Test
    void takesTheKeyInEveryForm() throws Exception {
        var key = (RSAPrivateCrtKey) tenant.app().keys().getPrivate();
        var jwk = new JsonObject()
                .put("kty", "RSA")
                .put("kid", tenant.app().keyId())
                .put("n", number(key.getModulus()))
                .put("e", number(key.getPublicExponent()))
                .put("d", number(key.getPrivateExponent()))
                .put("p", number(key.getPrimeP()))
                .put("q", number(key.getPrimeQ()))
                .put("dp", number(key.getPrimeExponentP()))
                .put("dq", number(key.getPrimeExponentQ()))
                .put("qi", number(key.getCrtCoefficient()));
        for (var text : List.of(
                tenant.app().pem(),
                tenant.app().pem().replace("\n", "\\n"),
                jwk.toString(),
                new JsonObject().put("keys", List.of(jwk)).toString())) {
            okta.set("privateKey", text).set("keyId", null);
            assertThat(okta.read().users()).as(text.substring(0, 20)).hasSize(6);
        }
        assertThat(SigningKey.parse(Secret.of(jwk.toString()), Optional.empty()).id())
                .contains(tenant.app().keyId());
    }

    @Test
    void aCurveIsAKeyToo() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var pair = generator.generateKeyPair();
        var d = ((java.security.interfaces.ECPrivateKey) pair.getPrivate()).getS();
        var jwk = new JsonObject().put("kty", "EC").put("crv", "P-256").put("d", number(d));
        var key = SigningKey.parse(Secret.of(jwk.toString()), Optional.empty()).key();
        assertThat(Jwt.signed(new JsonObject(), new JsonObject(), key).split("\\.", -1))
                .hasSize(3);
    }

    private static String number(BigInteger number) {
        var bytes = number.toByteArray();
        return Jwt.encoded(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    @Test
    void whatIsNoPrivateKeyIsToldBeforeAnythingIsSent() {
        for (var text : List.of("{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}", "{\"kty\":", "{}", "password")) {
            okta.set("privateKey", text);
            var fault = fault();
            assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
            assertThat(fault.sentence()).contains("okta.privateKey").contains("no private key");
        }
        assertThat(okta.asks()).isEmpty();
    }

    @Test
    void anotherAppOrKeyIsToldWithThePlaceInTheConsole() throws Exception {
        okta.set("clientId", "0oaother");
        assertThat(fault().sentence())
                .contains("refused the sign-in of the app 0oaother")
                .contains("invalid_client");
        okta.app();
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var other = new bwdc.demo.okta.OktaApp("", "", generator.generateKeyPair());
        okta.set("privateKey", other.pem());
        var fault = fault();
        assertThat(fault.sentence()).contains("signature is invalid");
        assertThat(fault.hint().orElseThrow()).contains("Client Credentials");
        assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
    }

    @Test
    void aClockThatIsOffIsNamed() {
        okta.clockOff(Duration.ofMinutes(-61));
        assertThat(fault().hint().orElseThrow()).matches("this machine's clock is 6[01] minutes behind Okta's.*");
        start(OktaOptions.USUAL).clockOff(Duration.ofMinutes(61));
        assertThat(fault().hint().orElseThrow()).matches("this machine's clock is 6[01] minutes ahead of Okta's.*");
    }
}
