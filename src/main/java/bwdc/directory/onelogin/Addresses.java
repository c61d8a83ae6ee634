package bwdc.directory.onelogin;

import bwdc.settings.Spelling;
import java.util.Optional;

/**
 * Finds the mail address of a user as the reference does: the mail if it looks like one, else the user name if that does,
 * else the user name with the suffix of the settings.
 *
 * @param suffix what makes an address of a user name, empty where none is to be made
 */
record Addresses(Optional<String> suffix) {
    /**
     * An address and where it comes from.
     *
     * @param text trimmed and in lower case
     */
    record Found(String text, String from) {}

    /** Empty when there is nothing that looks like an address. */
    Optional<Found> of(Person person) {
        var mail = person.email();
        var name = person.username();
        if ((mail == null || !isAddress(mail)) && name != null && !name.isEmpty()) {
            if (isAddress(name)) {
                return found(name, "username");
            }
            if (suffix.isPresent()) {
                return found(name + suffix.get(), "username and sync.emailSuffix");
            }
        }
        return mail == null ? Optional.empty() : found(mail, "email");
    }

    private static Optional<Found> found(String text, String from) {
        var normal = Spelling.normal(text);
        return isAddress(normal) ? Optional.of(new Found(normal, from)) : Optional.empty();
    }

    /**
     * Whether blanks around a good mail make the user name count in its place. The reference tests the mail before it
     * trims it.
     */
    boolean overlooks(Person person) {
        var mail = person.email();
        return mail != null
                && !isAddress(mail)
                && isAddress(Spelling.normal(mail))
                && of(person).filter(found -> !found.from().equals("email")).isPresent();
    }

    /** {@code ^\S+@\S+\.\S+$} with ECMAScript's blanks. */
    static boolean isAddress(String text) {
        int at = text.indexOf('@', 1);
        int dot = text.lastIndexOf('.', text.length() - 2);
        return at > 0 && dot > at + 1 && !Spelling.hasBlank(text);
    }
}
