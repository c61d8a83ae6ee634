package bwdc.json;

/** Text that is not JSON, with the place where it stops being so; line and column count from 1. */
public final class JsonSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    JsonSyntaxException(String problem, int line, int column) {
        super(problem);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
