package bwdc.cli;

/** One command of the program: what it is called, what it takes, and what it does. */
interface Command {
    Spec spec();

    /**
     * Does the work.
     *
     * @throws bwdc.fault.Fault when it cannot
     */
    Result run(Call call);
}
