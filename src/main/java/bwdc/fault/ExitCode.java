package bwdc.fault;

/** The exit status of the program, by what went wrong; the numbers are a promise to scripts (docs/exit-codes.md). */
public enum ExitCode {
    DONE(0),
    UNEXPECTED(1),
    USAGE(2),
    SETTINGS(3),
    SIGN_IN(4),
    DIRECTORY(5),
    BITWARDEN(6),
    HELD(7),
    LOCKED(8),
    TIME(9),
    CHANGES(10);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
