package bwdc.bitwarden;

/** Whose rules a server follows; both take the same imports and make different things of them. */
public enum ServerKind {
    BITWARDEN,
    VAULTWARDEN
}
