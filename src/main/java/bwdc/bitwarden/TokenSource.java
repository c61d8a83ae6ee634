package bwdc.bitwarden;

/** Where requests get their token from. */
public interface TokenSource {
    /** A token that is good for some minutes. */
    AccessToken current();

    /** Another one, after the server refused the current. */
    AccessToken renewed();

    /** The server refused a token that had just been fetched: the key behind it is no longer good. */
    void rejected();
}
