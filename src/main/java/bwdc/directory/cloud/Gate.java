package bwdc.directory.cloud;

import bwdc.http.Answer;
import bwdc.http.Broken;
import bwdc.http.Request;
import bwdc.http.Retries;

/** Lets requests to a vendor through, each try by itself, when there is room for them. May be used side by side. */
public interface Gate {
    /** For vendors that say 429 when it is too much, and nothing before. */
    Gate OPEN = (request, attempt) -> attempt.send();

    Answer pass(Request request, Retries.Attempt attempt) throws Broken;
}
