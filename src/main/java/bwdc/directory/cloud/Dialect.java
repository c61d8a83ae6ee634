package bwdc.directory.cloud;

import bwdc.fault.Fault;
import bwdc.http.Answer;
import java.net.URI;

/** How a vendor says what is wrong. */
public interface Dialect {
    /** The vendor, for messages: {@code Entra ID}. */
    String vendor();

    /** What to tell of an answer that is no success, with exit code 5. */
    Fault fault(Answer answer, URI uri);

    /** Whether an answer other than 429 asks to slow down. */
    default boolean asksToSlowDown(Answer answer) {
        return false;
    }
}
