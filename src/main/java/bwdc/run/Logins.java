package bwdc.run;

import bwdc.bitwarden.AccessToken;
import bwdc.bitwarden.ApiKey;
import bwdc.bitwarden.Identity;
import bwdc.bitwarden.TokenSource;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Host;
import bwdc.secret.KnownSecrets;
import bwdc.secret.Secret;
import bwdc.secret.SecretStore;
import bwdc.settings.DataFile;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who bwdc is to Bitwarden: the key of an earlier login, or one that the run was given, which is used without being stored.
 */
public final class Logins implements TokenSource {
    private static final String TOKEN = "accessToken";

    private final DataFile data;
    private final SecretStore secrets;
    private final KnownSecrets known;
    private final Supplier<Identity> identity;
    private final Clock clock;
    private final Manner manner;
    private final OrganizationKey organizationKey;
    private Optional<AccessToken> fetched = Optional.empty();
    private OrganizationKey.@Nullable Found found;

    /**
     * How a run signs in.
     *
     * @param reusesTokens whether a token of an earlier run may be used, and that of this one by later ones
     * @param warning takes a sentence on a key that could be kept better
     */
    public record Manner(boolean reusesTokens, Consumer<String> warning) {}

    public Logins(
            DataFile data,
            SecretStore secrets,
            Host host,
            KnownSecrets known,
            Supplier<Identity> identity,
            Manner manner) {
        this.data = data;
        this.secrets = secrets;
        this.known = known;
        this.identity = identity;
        this.manner = manner;
        clock = host.clock();
        organizationKey = new OrganizationKey(host, secrets);
    }

    /** Whether an earlier login is stored. */
    public boolean signedIn() {
        return secrets.read(TOKEN).isPresent();
    }

    /** The organization of the stored login. */
    public Optional<String> entityId() {
        return new RunState(data.root()).entityId();
    }

    /** The client id of the stored login. */
    public Optional<String> storedClientId() {
        return organizationKey.storedId();
    }

    /** The key that a run would sign in with. */
    public Optional<ApiKey> usable() {
        return key().map(OrganizationKey.Found::key);
    }

    /** Signs in with the key that a run would use, and stores nothing; returns that key's client id. */
    public String prove() {
        var key = key().orElseThrow(Logins::notLoggedIn).key();
        known.add(identity.get().signIn(key, new RunState(data.root()).appId()).value());
        return key.clientId();
    }

    /** Fails unless a run could sign in. */
    public void require() {
        if (!signedIn() && key().isEmpty()) {
            throw notLoggedIn();
        }
    }

    /** Fails unless an earlier login is stored. */
    public void requireStored() {
        if (!signedIn()) {
            throw notLoggedIn();
        }
    }

    private static Fault notLoggedIn() {
        return Fault.of(ExitCode.SIGN_IN, "You are not logged in.")
                .hint("bwdc login, or set BW_CLIENTID and BW_CLIENTSECRET_FILE");
    }

    /** Signs in and stores the key and the token. */
    public void signIn(ApiKey key) {
        var state = new RunState(data.root());
        var token = identity.get().signIn(key, state.appId());
        Map<String, Optional<Secret>> changes = new LinkedHashMap<>();
        changes.put(TOKEN, Optional.of(token.value()));
        changes.put("refreshToken", Optional.empty());
        changes.put(OrganizationKey.STORED_ID, Optional.of(Secret.of(key.clientId())));
        changes.put(OrganizationKey.STORED_SECRET, Optional.of(key.clientSecret()));
        secrets.write(changes);
        state.organization(key.organizationId());
        data.save();
    }

    /** Forgets key and tokens. */
    public void signOut() {
        Map<String, Optional<Secret>> changes = new LinkedHashMap<>();
        for (var name : new String[] {
            TOKEN, "refreshToken", OrganizationKey.STORED_ID, OrganizationKey.STORED_SECRET, "twoFactorToken"
        }) {
            changes.put(name, Optional.empty());
        }
        secrets.write(changes);
        data.save();
    }

    private Optional<OrganizationKey.Found> key() {
        if (found == null) {
            organizationKey.find(new RunState(data.root()).organizationId()).ifPresent(this::found);
        }
        return Optional.ofNullable(found);
    }

    private void found(OrganizationKey.Found key) {
        found = key;
        known.add(key.key().clientSecret());
        if (key.place() == OrganizationKey.Place.ENVIRONMENT) {
            manner.warning()
                    .accept(
                            "the client secret comes from BW_CLIENTSECRET, which every program that is started from there can"
                                    + " read; `bwdc login` or BW_CLIENTSECRET_FILE keeps it better");
        }
    }

    /** The organization that a run is for; it becomes that of data.json. */
    public String organization() {
        var state = new RunState(data.root());
        var key = key();
        if (key.isEmpty() && !signedIn()) {
            throw notLoggedIn();
        }
        if (key.isPresent()) {
            state.appId();
            state.organization(key.get().key().organizationId());
        }
        return state.organizationId()
                .orElseThrow(() ->
                        Fault.of(ExitCode.SIGN_IN, "Organization not set.").hint("bwdc logout, then bwdc login"));
    }

    @Override
    public AccessToken current() {
        // A token fetched by this run is good until the server says otherwise: this machine's clock may be wrong.
        return fetched.or(this::stored).orElseGet(this::fetch);
    }

    /** The token of an earlier run, if it is that of the same organization and good for a while. */
    private Optional<AccessToken> stored() {
        var id = key().map(found -> found.key().clientId());
        if (!manner.reusesTokens() || id.isPresent() && !id.equals(storedClientId())) {
            return Optional.empty();
        }
        return secrets.read(TOKEN)
                .map(known::add)
                .map(AccessToken::new)
                .filter(token -> !token.expiresSoon(clock.instant()));
    }

    @Override
    public AccessToken renewed() {
        return fetch();
    }

    private AccessToken fetch() {
        var key = key().orElseThrow(() -> Fault.of(
                        ExitCode.SIGN_IN, "Cannot refresh token, no refresh token or api keys are stored")
                .hint("bwdc logout, then bwdc login"));
        var token = identity.get().signIn(key.key(), new RunState(data.root()).appId());
        known.add(token.value());
        if (key.place() == OrganizationKey.Place.STORE && manner.reusesTokens()) {
            secrets.write(Map.of(TOKEN, Optional.of(token.value())));
        }
        fetched = Optional.of(token);
        return token;
    }

    /** What the server does not take any more is forgotten; a key that was not stored stays with whoever keeps it. */
    @Override
    public void rejected() {
        if (signedIn()
                && key().map(found -> found.place() == OrganizationKey.Place.STORE)
                        .orElse(true)) {
            signOut();
        }
    }
}
