package bwdc.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of directories, with their numbers and block names in data.json. */
public enum DirectoryType {
    LDAP(0, "Active Directory / LDAP", "directoryLdap", "ldap", "ad"),
    ENTRA(1, "Entra ID", "directoryEntra", "entra", "azure"),
    GSUITE(2, "Google Workspace", "directoryGsuite", "gsuite", "google"),
    OKTA(3, "Okta", "directoryOkta", "okta", "okta"),
    ONELOGIN(4, "OneLogin", "directoryOnelogin", "onelogin", "onelogin");

    private final int code;
    private final String title;
    private final String block;
    private final String word;
    private final String otherWord;

    DirectoryType(int code, String title, String block, String word, String otherWord) {
        this.code = code;
        this.title = title;
        this.block = block;
        this.word = word;
        this.otherWord = otherWord;
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
        return code;
    }

    /** The type of a number, or of a name in any case. */
    public static Optional<DirectoryType> of(String text) {
        var typed = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> typed.equals(type.word)
                        || typed.equals(type.otherWord)
                        || typed.equals(Integer.toString(type.code)))
                .findFirst();
    }
}
