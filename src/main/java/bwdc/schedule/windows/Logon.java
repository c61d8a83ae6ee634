package bwdc.schedule.windows;

/** How Task Scheduler signs an account in while nobody is there. */
public enum Logon {
    /**
     * Without a stored password (service for user). The run reaches no file shares and no proxy that wants a Windows sign-in;
     * bwdc signs in to LDAP and Bitwarden by itself and needs neither.
     */
    S4U("without a stored password; file shares are out of reach"),

    /** With the account's password, which Task Scheduler keeps. */
    PASSWORD("with a password that Task Scheduler keeps"),

    /** A group managed service account, {@code DOMAIN\name$}: the domain keeps and changes the password. */
    MANAGED("a managed service account: the domain knows the password"),

    /** SYSTEM, LOCAL SERVICE or NETWORK SERVICE. */
    BUILT_IN("an account of the system, which has no password");

    private final String words;

    Logon(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The value of the LogonType element; accounts of the system have none. */
    String element() {
        return switch (this) {
            case S4U -> "<LogonType>S4U</LogonType>";
            case PASSWORD, MANAGED -> "<LogonType>Password</LogonType>";
            case BUILT_IN -> "";
        };
    }
}
