package bwdc.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A user of the machine. */
public record Account(String name, Path home) {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** The one who runs this process. */
    public static Account current() {
        return new Account(System.getProperty("user.name"), Path.of(System.getProperty("user.home")));
    }

    /** The user of that name, if the machine knows one, wherever it keeps its users. */
    public static Optional<Account> find(String name) {
        if (name.equals(current().name)) {
            return Optional.of(current());
        }
        var found = Programs.run(LIMIT, "getent", "passwd", name);
        var fields = found.out().strip().split(":", -1);
        if (found.well() && fields.length > 5) {
            return Optional.of(new Account(fields[0], Path.of(fields[5])));
        }
        var directory = Programs.run(LIMIT, "dscl", ".", "-read", "/Users/" + name, "NFSHomeDirectory");
        return directory.well()
                ? Optional.of(new Account(
                        name,
                        Path.of(directory
                                .out()
                                .substring(directory.out().indexOf(':') + 1)
                                .strip())))
                : Optional.empty();
    }

    /** Whether it may do everything. */
    public boolean root() {
        return name.equals("root");
    }
}
