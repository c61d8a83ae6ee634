package bwdc.schedule.cron;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A crontab that holds blocks of jobs between other people's lines. All other bytes stay as they are, whatever they are: a
 * last line without an end, CRLF, no UTF-8.
 */
public final class Crontab {
    /** Gives each byte a character of its own. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    /** Stands after a first mark that had to end the line above, so that taking the block away opens it again. */
    private static final String JOINED = ", and before it the end of the line above";

    private final String text;
    private final String name;
    private final String begin;
    private final String end;

    private Crontab(byte[] crontab, String name) {
        text = new String(crontab, BYTES);
        this.name = name;
        begin = "# bwdc " + name + " begin";
        end = "# bwdc " + name + " end";
    }

    /** With the job's lines: where its block was, else at the end. */
    public static byte[] put(byte[] crontab, String name, String lines) {
        var old = new Crontab(crontab, name);
        return old.with(new String(lines.getBytes(StandardCharsets.UTF_8), BYTES))
                .getBytes(BYTES);
    }

    /** Without the job's block. */
    public static byte[] take(byte[] crontab, String name) {
        var old = new Crontab(crontab, name);
        return old.block().map(old::without).orElse(old.text).getBytes(BYTES);
    }

    /** The lines of the job's block without its marks, as they are now. */
    public static Optional<String> find(byte[] crontab, String name) {
        var old = new Crontab(crontab, name);
        return old.block()
                .map(block -> old.text.substring(block.inner(), block.innerEnd()))
                .map(lines -> new String(lines.getBytes(BYTES), StandardCharsets.UTF_8));
    }

    /** The line above is opened again only when nothing has come to stand behind it. */
    private String without(Block block) {
        boolean opens = block.joined() && block.start() > 0 && block.end() == text.length();
        return text.substring(0, block.start() - (opens ? 1 : 0)) + text.substring(block.end());
    }

    private String with(String lines) {
        return block().map(block -> text.substring(0, block.inner()) + lines + text.substring(block.innerEnd()))
                .orElseGet(() -> appended(lines));
    }

    private String appended(String lines) {
        boolean open = !text.isEmpty() && !text.endsWith("\n");
        return text + (open ? "\n" + begin + JOINED : begin) + "\n" + lines + end + "\n";
    }

    /** Places in the text: of the first mark, what is behind it, the last mark, and what is behind that. */
    private record Block(int start, int inner, int innerEnd, int end, boolean joined) {}

    private record Line(int start, int end, String words) {}

    private Optional<Block> block() {
        var marks = lines().stream().filter(line -> isMark(line.words())).toList();
        var first = marks.stream().filter(line -> isBegin(line.words())).findFirst();
        if (first.isEmpty() && marks.stream().noneMatch(line -> line.words().equals(end))) {
            return Optional.empty();
        }
        int index = first.map(marks::indexOf).orElseThrow(() -> damaged("has its last mark but not its first"));
        if (index + 1 == marks.size() || !marks.get(index + 1).words().equals(end)) {
            throw damaged("has its first mark but not its last");
        }
        if (marks.stream()
                        .filter(line -> isBegin(line.words()) || line.words().equals(end))
                        .count()
                > 2) {
            throw damaged("is there more than once");
        }
        var begins = marks.get(index);
        var ends = marks.get(index + 1);
        return Optional.of(new Block(
                begins.start(),
                begins.end(),
                ends.start(),
                ends.end(),
                begins.words().equals(begin + JOINED)));
    }

    private boolean isBegin(String words) {
        return words.equals(begin) || words.equals(begin + JOINED);
    }

    /** A mark of this job or of another one: a block that another begins in has lost its end. */
    private static boolean isMark(String words) {
        return words.startsWith("# bwdc ")
                && (words.endsWith(" begin") || words.endsWith(" begin" + JOINED) || words.endsWith(" end"));
    }

    private Fault damaged(String problem) {
        return Fault.of(ExitCode.SETTINGS, "The block of the job \"" + name + "\" in the crontab " + problem + ".")
                .hint("mend it with `crontab -e`: \"" + begin + "\" stands above its lines and \"" + end
                        + "\" below, each once; or delete both and what is between them, and add the job again");
    }

    private List<Line> lines() {
        var lines = new ArrayList<Line>();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            lines.add(new Line(start, end, text.substring(start, end).stripTrailing()));
            start = end;
        }
        return lines;
    }
}
