package bwdc.directory.cloud;

import bwdc.directory.Surroundings;
import bwdc.fault.ExitCode;
import bwdc.http.Answer;
import bwdc.http.Broken;
import bwdc.http.Http;
import bwdc.http.Request;
import bwdc.http.Retries;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;

/** Sends requests to a vendor, each as often as it takes; what comes back is the last answer, whatever it is. */
public final class Wire implements AutoCloseable {
    /** Of one answer: a page of a thousand entries of a busy vendor takes some seconds. */
    public static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    private final Http http;
    private final Retries retries;
    private final Dialect dialect;
    private final Gate gate;
    private final Semaphore places;

    /** @param atOnce how many requests at most are under way */
    public Wire(Surroundings around, Dialect dialect, int atOnce) {
        this(around, dialect, atOnce, ANSWER_LIMIT, Thread::sleep, Gate.OPEN);
    }

    /**
     * One that a test can hurry.
     *
     * @param pause lets time pass between two tries
     * @param gate that every try passes
     */
    public Wire(
            Surroundings around, Dialect dialect, int atOnce, Duration answerLimit, Retries.Pause pause, Gate gate) {
        this.dialect = dialect;
        this.gate = gate;
        places = new Semaphore(atOnce, true);
        http = new Http(around.host(), around.trust(), answerLimit);
        retries = new Retries(around.host().clock(), pause, new SplittableRandom(), around.notice(), dialect.pace());
    }

    public Dialect dialect() {
        return dialect;
    }

    /** @throws bwdc.fault.Fault with exit code 5 when there is no answer */
    public Answer send(Request request) {
        return retries.send(() -> {
            var answer = gate.pass(request, () -> inTurn(request));
            return answer.status() == 429 || dialect.asksToSlowDown(answer) ? slowed(answer) : answer;
        });
    }

    private Answer inTurn(Request request) throws Broken {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        try {
            return http.send(request, ExitCode.DIRECTORY);
        } finally {
            places.release();
        }
    }

    /** As the standard has it. */
    private Answer slowed(Answer answer) {
        var pause = answer.header("retry-after").isPresent() ? Optional.<Duration>empty() : dialect.pause(answer);
        var headers = new HashMap<>(answer.headers().map());
        pause.ifPresent(time -> headers.put("retry-after", List.of(Long.toString(time.toSeconds()))));
        return new Answer(429, HttpHeaders.of(headers, (name, value) -> true), answer.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
