package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What a command that succeeded has to say; its shapes are those of the reference. */
sealed interface Result {
    /** A bare value; null prints nothing. */
    record Text(@Nullable String value) implements Result {}

    /**
     * A title and what follows it.
     *
     * @param raw what {@code --raw} prints instead, null for nothing at all
     */
    record Message(
            String title,
            @Nullable String message,
            @Nullable String raw,
            boolean plain) implements Result {
        static Message of(String title) {
            return new Message(title, null, null, false);
        }

        static Message of(String title, String message) {
            return new Message(title, message, null, false);
        }
    }

    /** A JSON document. */
    record Data(JsonObject value) implements Result {}

    /**
     * Text for people that has a form for programs too.
     *
     * @param lines printed as they are
     * @param data printed instead with {@code --json} or {@code --response}
     */
    record Report(String lines, JsonObject data) implements Result {}

    /**
     * A report whose exit status tells something too.
     *
     * @param asData whether {@code --json} was given
     */
    record Finding(String lines, JsonObject data, boolean asData, ExitCode code) implements Result {}

    /** The command has printed all there is; its exit status. */
    record Done(int exitCode) implements Result {}
}
