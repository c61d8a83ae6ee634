package bwdc.fault;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception thrown on purpose: a sentence that names the thing, optional details (one line each, such as the
 * entries a server refused) and a hint that says what to try. Anything else that reaches the top is a bug. Neither text
 * ever contains a secret.
 */
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;
    private final transient List<String> details;
    private final @Nullable String hint;

    private Fault(
            ExitCode exitCode, String message, List<String> details, @Nullable String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.details = List.copyOf(details);
        this.hint = hint;
    }

    /** A fault with nothing but its sentence; add to it with {@link #hint(String)} and its siblings. */
    public static Fault of(ExitCode exitCode, String message) {
        return new Fault(exitCode, message, List.of(), null, null);
    }

    public Fault hint(String text) {
        return new Fault(exitCode, sentence(), details, text, getCause());
    }

    public Fault details(List<String> lines) {
        return new Fault(exitCode, sentence(), lines, hint, getCause());
    }

    public Fault because(Throwable cause) {
        return new Fault(exitCode, sentence(), details, hint, cause);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** The message, never null. */
    public String sentence() {
        var message = getMessage();
        return message == null ? "" : message;
    }

    public List<String> details() {
        return details;
    }

    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
