package bwdc.http;

import bwdc.fault.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Sends again what may succeed the next time: after 429, 502, 503, 504 and broken connections, and once after 500. Waits
 * as long as {@code Retry-After} says, else longer each time with some chance in it, but never beyond the end of all
 * tries. Once a server has said 429, requests begin as far apart as its limit asks for: Bitwarden's are 60 a minute, and 200
 * for reading. Requests may be sent side by side.
 */
public final class Retries {
    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Clock clock;
    private final Pause pause;
    private final RandomGenerator random;
    private final Consumer<String> notice;
    private final Pace pace;
    private Instant notBefore = Instant.MIN;
    private boolean spaced;

    /** Lets time pass; tests only count it. */
    public interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /** One attempt. */
    public interface Attempt {
        Answer send() throws Broken;
    }

    /**
     * How a server that asked to slow down is treated.
     *
     * @param spacing how far apart requests begin from then on
     * @param firstPause how long nothing is sent when the server does not say how long
     */
    public record Pace(Duration spacing, Duration firstPause) {
        /** Bitwarden's limits are counted by the minute, and Vaultwarden does not say when its is over. */
        public static final Pace BITWARDEN = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(8));

        /** 200 requests a minute may read. */
        public static final Pace READING = new Pace(Duration.ofMillis(300), Duration.ofSeconds(8));
    }

    public Retries(Clock clock, Pause pause, RandomGenerator random, Consumer<String> notice, Pace pace) {
        this.clock = clock;
        this.pause = pause;
        this.random = random;
        this.notice = notice;
        this.pace = pace;
    }

    /** The answer of the last try, whatever it is. */
    public Answer send(Attempt attempt) {
        var end = clock.instant().plus(LONGEST);
        for (int tries = 1; ; tries++) {
            await(turn());
            Optional<Answer> answer;
            Optional<Fault> broken = Optional.empty();
            try {
                answer = Optional.of(attempt.send());
            } catch (Broken e) {
                answer = Optional.empty();
                broken = Optional.of(e.fault());
            }
            boolean tooMany = answer.filter(given -> given.status() == 429).isPresent();
            var longer = (tooMany ? pace.firstPause() : FIRST_PAUSE).multipliedBy(1L << (tries - 1));
            var wait = answer.flatMap(Retries::asked).orElseGet(() -> backOff(longer));
            boolean tooLong = clock.instant().plus(wait).isAfter(end);
            if (tooMany && !tooLong) {
                slowDown(wait);
            }
            if (tooLong || !worthAnother(answer, tries)) {
                if (answer.isPresent()) {
                    return answer.get();
                }
                throw broken.orElseThrow();
            }
            notice.accept(reason(answer, broken) + "; next try in " + Math.max(1, wait.toSeconds()) + " s ("
                    + (tries + 1) + " of " + TRIES + ")");
            await(clock.instant().plus(wait));
        }
    }

    /** When the next request may begin. */
    private synchronized Instant turn() {
        var now = clock.instant();
        var turn = spaced && notBefore.isAfter(now) ? notBefore : now;
        notBefore = turn.plus(pace.spacing());
        return turn;
    }

    /** What one request was told holds for those beside it. */
    private synchronized void slowDown(Duration wait) {
        var end = clock.instant().plus(wait);
        spaced = true;
        notBefore = notBefore.isAfter(end) ? notBefore : end;
    }

    private static boolean worthAnother(Optional<Answer> answer, int tries) {
        if (tries >= TRIES) {
            return false;
        }
        return answer.isEmpty()
                || switch (answer.get().status()) {
                    case 429, 502, 503, 504 -> true;
                    case 500 -> tries == 1;
                    default -> false;
                };
    }

    private static String reason(Optional<Answer> answer, Optional<Fault> broken) {
        return answer.map(given -> given.status() == 429
                        ? "The server asks to slow down (429)"
                        : "The server answered " + given.status())
                .orElseGet(() -> broken.map(Fault::sentence).orElse(""));
    }

    /** Between half and the whole of the time, so that many clients do not come back together. */
    private synchronized Duration backOff(Duration time) {
        return Duration.ofMillis((long) (time.toMillis() * (0.5 + random.nextDouble() / 2)));
    }

    /** {@code Retry-After} as RFC 9110 10.2.3 has it: seconds or a date. */
    private static Optional<Duration> asked(Answer answer) {
        return answer.header("retry-after").flatMap(text -> {
            if (text.strip().matches("[0-9]{1,6}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
            }
            return answer.header("date").flatMap(now -> between(now, text));
        });
    }

    /** By the server's own clock, because this machine's may be off. */
    private static Optional<Duration> between(String now, String then) {
        try {
            var format = DateTimeFormatter.RFC_1123_DATE_TIME;
            var time = Duration.between(ZonedDateTime.parse(now, format), ZonedDateTime.parse(then, format));
            return Optional.of(time.isNegative() ? Duration.ZERO : time);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void await(Instant time) {
        var wait = Duration.between(clock.instant(), time);
        if (!wait.isPositive()) {
            return;
        }
        try {
            pause.of(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
