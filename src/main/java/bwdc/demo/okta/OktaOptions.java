package bwdc.demo.okta;

import java.time.Duration;
import java.util.Set;

/**
 * How a stand-in is set.
 *
 * @param scopes that the app is granted, and what the administrator of the API token may read
 * @param bound whether the app's tokens are bound to a key (DPoP)
 * @param page entries on a page, however many are asked for
 * @param limit requests for each kind of endpoint in a window; with 0 they are not counted
 */
public record OktaOptions(Set<String> scopes, Duration tokenLife, boolean bound, int page, int limit, Duration window) {
    /** As Okta sets a new organization, with small pages. */
    public static final OktaOptions USUAL = new OktaOptions(
            Set.of("okta.users.read", "okta.groups.read"), Duration.ofHours(1), false, 4, 600, Duration.ofMinutes(1));

    public OktaOptions {
        scopes = Set.copyOf(scopes);
    }

    public OktaOptions withScopes(Set<String> other) {
        return new OktaOptions(other, tokenLife, bound, page, limit, window);
    }

    public OktaOptions withTokenLife(Duration other) {
        return new OktaOptions(scopes, other, bound, page, limit, window);
    }

    public OktaOptions withBoundTokens() {
        return new OktaOptions(scopes, tokenLife, true, page, limit, window);
    }

    /** Pages as long as Okta's. */
    public OktaOptions withLongPages() {
        return new OktaOptions(scopes, tokenLife, bound, 200, limit, window);
    }

    public OktaOptions withLimit(int requests, Duration time) {
        return new OktaOptions(scopes, tokenLife, bound, page, requests, time);
    }

    /** Tells that nothing is left of any limit, and answers all the same. */
    public OktaOptions withoutRoom() {
        return withLimit(0, window);
    }
}
