package bwdc;

/** Wires the program by hand; the only class that sees the standard streams and ends the process. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(0);
    }
}
