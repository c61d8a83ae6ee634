package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;

/** Changes cannot be followed for a reason of our own, not one that the server gives. */
final class NotFollowed extends LDAPException {
    private static final long serialVersionUID = 1;

    private final String reason;

    /** @param reason part of a sentence */
    NotFollowed(String reason) {
        super(ResultCode.OTHER, reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
