package bwdc.testkit;

import java.util.Random;
import java.util.stream.Collectors;

/** Words that shells, schedulers and XML would like to read otherwise. */
public final class Hostile {
    private static final String[] PARTS = {
        "'", "\"", "$", "`", "%", "\\", " ", "  ", ";", "&", "|", "<", ">", "(", ")", "{", "}", "[", "]", "*", "?", "!",
        "#", "~", "=", "^", "-", "@", ":", ",", "+", ".", "ü", "漢", "😀", "\u00a0", "$HOME", "${HOME}", "$$", "$(id)",
        "`id`", "%%", "%h", "\\%", "\\\\", "\\n", "\\x41", "\\'", "\\\"", "''", "\"\"", "&amp;", "]]>", "<!--", "{{x}}",
        "a", "B", "7"
    };

    private final Random random;

    public Hostile(long seed) {
        random = new Random(seed);
    }

    /** From nothing to a dozen such parts. */
    public String word() {
        return words(random.nextInt(13));
    }

    /** The name of a file: not empty, no slash. */
    public String name() {
        return "n" + words(1 + random.nextInt(8)) + "n";
    }

    private String words(int count) {
        return random.ints(count, 0, PARTS.length)
                .mapToObj(index -> PARTS[index])
                .collect(Collectors.joining());
    }
}
