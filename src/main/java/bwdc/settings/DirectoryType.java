package bwdc.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of directories, with their numbers and block names in data.json. */
public enum DirectoryType {
    LDAP("Active Directory / LDAP", "directoryLdap", List.of("ldap", "ad")),
    ENTRA("Entra ID", "directoryEntra", List.of("entra", "azure")),
    GSUITE("Google Workspace", "directoryGsuite", List.of("gsuite", "google")),
    OKTA("Okta", "directoryOkta", List.of("okta")),
    ONELOGIN("OneLogin", "directoryOnelogin", List.of("onelogin"));

    private final String title;
    private final String block;
    private final List<String> names;

    DirectoryType(String title, String block, List<String> names) {
        this.title = title;
        this.block = block;
        this.names = names;
    }

    public String title() {
        return title;
    }

    /** The key of its settings in data.json. */
    public String block() {
        return block;
    }

    /** Its number in data.json. */
    public int code() {
        return ordinal();
    }

    /** The type of a number, or of a name in any case. */
    public static Optional<DirectoryType> of(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.names.contains(word) || word.equals(Integer.toString(type.code())))
                .findFirst();
    }
}
