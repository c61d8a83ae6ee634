package bwdc.cli;

import bwdc.host.Host;
import bwdc.run.Notices;
import java.util.Locale;

/** One line on the terminal that says how far a run is. */
final class Progress implements Notices {
    private static final String ERASE = "\r\u001b[K";
    private static final long STEP = 500;

    private final Output output;
    private final Host host;
    private final boolean visible;
    private boolean shown;

    Progress(Output output, Host host, boolean visible) {
        this.output = output;
        this.host = host;
        this.visible = visible;
    }

    @Override
    public void reading(long entries) {
        if (visible && entries % STEP == 0) {
            show(String.format(Locale.ROOT, "reading the directory: %,d entries", entries));
        }
    }

    @Override
    public void found(long groups, long users) {
        // The result says it.
    }

    @Override
    public void sending(int request, int of) {
        if (visible) {
            show("sending: " + request + " of " + of);
        }
    }

    @Override
    public void comparing(int groups, int of) {
        if (visible) {
            show(String.format(Locale.ROOT, "reading the organization: %,d of %,d groups", groups, of));
        }
    }

    @Override
    public void note(String sentence) {
        output.debug(sentence);
    }

    private synchronized void show(String text) {
        host.err().print(ERASE + text);
        host.err().flush();
        shown = true;
    }

    @Override
    public void done() {
        if (shown) {
            host.err().print(ERASE);
            host.err().flush();
            shown = false;
        }
    }

    @Override
    public void warning(String sentence) {
        output.warning(sentence);
    }
}
