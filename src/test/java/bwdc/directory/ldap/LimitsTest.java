package bwdc.directory.ldap;

import static bwdc.directory.ldap.Ldap.BASE;
import static bwdc.directory.ldap.Ldap.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.testkit.Slapd;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A search that does not end whole is an error, whatever the reason; half a directory is never handed on. */
class LimitsTest {
    private static final String PEOPLE = BASE
            + IntStream.range(0, 1_200).mapToObj(i -> user("u" + i)).collect(Collectors.joining())
            + Ldap.entry(
                    "cn=sync,dc=bench,dc=example",
                    "objectClass: person",
                    "cn: sync",
                    "sn: sync",
                    "userPassword: syncpw");

    private static Ldap limited(Slapd slapd) {
        return Ldap.on(slapd.port())
                .with("ldap.username", "cn=sync,dc=bench,dc=example")
                .with("ldap.password", "syncpw");
    }

    private static void fails(Ldap ldap, String sentence, String hint) {
        assertThatThrownBy(ldap::readAll).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
            assertThat(fault.sentence()).contains(sentence);
            assertThat(fault.hint().orElse("")).contains(hint);
        });
    }

    @Test
    void anUnpagedSearchOverTheSizeLimitIsAnError() {
        try (var slapd = Slapd.start(Slapd.Options.of(PEOPLE).global("sizelimit size.soft=500 size.hard=1000"))) {
            fails(limited(slapd).with("ldap.pagedSearch", "false"), "size limit exceeded (4)", "size=unlimited");
        }
    }

    @Test
    void smallerPagesAreTriedWhereLargeOnesAreNotAllowed() {
        try (var slapd = Slapd.start(Slapd.Options.of(PEOPLE)
                .global("sizelimit size.soft=500 size.hard=1000 size.pr=200 size.prtotal=unlimited"))) {
            assertThat(limited(slapd).readAll().users()).hasSize(1_200);
        }
    }

    @Test
    void aLimitOnAllPagesTogetherIsAnError() {
        try (var slapd = Slapd.start(Slapd.Options.of(PEOPLE).global("sizelimit size.soft=500 size.prtotal=300"))) {
            fails(limited(slapd), "size limit exceeded (4)", "size=unlimited");
        }
        try (var slapd =
                Slapd.start(Slapd.Options.of(PEOPLE).global("sizelimit size.soft=500 size.prtotal=disabled"))) {
            fails(limited(slapd), "admin limit exceeded (11)", "size.prtotal");
        }
    }

    /** Errors that the server makes on purpose, by its retcode overlay. */
    @org.junit.jupiter.api.Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Misbehaving {
        private Slapd slapd;

        @BeforeAll
        void start() {
            slapd = Slapd.start(Slapd.Options.of(BASE)
                    .global("moduleload retcode")
                    .database(
                            "overlay retcode",
                            "retcode-parent \"ou=retcodes,dc=bench,dc=example\"",
                            "retcode-item \"cn=busy\" 0x33",
                            "retcode-item \"cn=unavailable\" 0x34",
                            "retcode-item \"cn=timelimit\" 0x03",
                            "retcode-item \"cn=sizelimit\" 0x04",
                            "retcode-item \"cn=insufficient\" 0x32",
                            "retcode-item \"cn=referral\" 0x0a ref=\"ldap://elsewhere.example/\"",
                            "retcode-item \"cn=slow\" 0x00 sleeptime=3",
                            "retcode-item \"cn=disconnect\" 0x00 flags=disconnect",
                            "retcode-item \"cn=notice\" 0x34 flags=pre-disconnect unsolicited=1.3.6.1.4.1.1466.20036"));
        }

        @AfterAll
        void stop() {
            slapd.close();
        }

        @ParameterizedTest
        @CsvSource({
            "busy, busy (51), try again",
            "unavailable, unavailable (52), try again",
            "timelimit, time limit exceeded (3), raise the server's time limit",
            "sizelimit, size limit exceeded (4), raise the server's size limit",
            "insufficient, insufficient access rights (50), right to read",
            "referral, referral (10), does not hold",
            "disconnect, ended the connection during a search, Nothing was sent",
            "notice, ended the connection during a search, Nothing was sent",
            "slow, did not answer in time during a search, Nothing was sent",
        })
        void isToldWithItsCode(String name, String sentence, String hint) {
            fails(
                    Ldap.on(slapd.port())
                            .with("sync.userPath", "cn=" + name + ",ou=retcodes")
                            .answerLimit(Duration.ofSeconds(1)),
                    sentence,
                    hint);
        }
    }
}
