package bwdc.http;

import bwdc.fault.Fault;

/** A connection that broke off before the answer was whole; the same request may succeed the next time. */
public final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    private final Fault fault;

    Broken(Fault fault) {
        super(fault);
        this.fault = fault;
    }

    /** What to tell when no further try is made. */
    public Fault fault() {
        return fault;
    }
}
