package bwdc.run;

import bwdc.bitwarden.AccessToken;
import bwdc.bitwarden.ApiKey;
import bwdc.bitwarden.Identity;
import bwdc.bitwarden.TokenSource;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.secret.Secret;
import bwdc.secret.SecretStore;
import bwdc.settings.DataFile;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who bwdc is to Bitwarden: the key of an earlier login, or the key that the environment holds, which is used without
 * being stored.
 */
public final class Logins implements TokenSource {
    private static final String TOKEN = "accessToken";
    private static final String ID = "apiKeyClientId";
    private static final String SECRET = "apiKeyClientSecret";

    private final DataFile data;
    private final SecretStore secrets;
    private final Supplier<Optional<ApiKey>> environmentKey;
    private final Supplier<Identity> identity;
    private final Clock clock;
    private Optional<AccessToken> fetched = Optional.empty();

    public Logins(
            DataFile data,
            SecretStore secrets,
            Supplier<Optional<ApiKey>> environmentKey,
            Supplier<Identity> identity,
            Clock clock) {
        this.data = data;
        this.secrets = secrets;
        this.environmentKey = environmentKey;
        this.identity = identity;
        this.clock = clock;
    }

    /** Whether an earlier login is stored. */
    public boolean signedIn() {
        return secrets.read(TOKEN).isPresent();
    }

    /** The organization of the stored login. */
    public Optional<String> entityId() {
        return new RunState(data.root()).entityId();
    }

    /** Fails unless a run could sign in. */
    public void require() {
        if (!signedIn() && environmentKey.get().isEmpty()) {
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
        changes.put(ID, Optional.of(Secret.of(key.clientId())));
        changes.put(SECRET, Optional.of(key.clientSecret()));
        secrets.write(changes);
        state.organization(key.organizationId());
        data.save();
    }

    /** Forgets key and tokens. */
    public void signOut() {
        Map<String, Optional<Secret>> changes = new LinkedHashMap<>();
        for (var name : new String[] {TOKEN, "refreshToken", ID, SECRET, "twoFactorToken"}) {
            changes.put(name, Optional.empty());
        }
        secrets.write(changes);
        data.save();
    }

    /** The organization that a run is for; with a key from the environment it becomes that of data.json. */
    public String organization() {
        var state = new RunState(data.root());
        if (!signedIn()) {
            var key = environmentKey.get().orElseThrow(Logins::notLoggedIn);
            state.appId();
            state.organization(key.organizationId());
        }
        return state.organizationId()
                .orElseThrow(() ->
                        Fault.of(ExitCode.SIGN_IN, "Organization not set.").hint("bwdc logout, then bwdc login"));
    }

    /** The same for commands that only look: they store nothing, and forget nothing when a key is refused. */
    public TokenSource onlooking() {
        return new TokenSource() {
            @Override
            public AccessToken current() {
                return known().orElseGet(this::renewed);
            }

            @Override
            public AccessToken renewed() {
                var token = fresh(key());
                fetched = Optional.of(token);
                return token;
            }

            @Override
            public void rejected() {
                // The next run finds out by itself.
            }
        };
    }

    @Override
    public AccessToken current() {
        return known().orElseGet(this::fetch);
    }

    /** A token fetched by this run is good until the server says otherwise: this machine's clock may be wrong. */
    private Optional<AccessToken> known() {
        return fetched.or(() ->
                secrets.read(TOKEN).map(AccessToken::new).filter(token -> !token.expiresSoon(clock.instant())));
    }

    @Override
    public AccessToken renewed() {
        return fetch();
    }

    private AccessToken fetch() {
        var token = fresh(key());
        if (storedKey().isPresent()) {
            secrets.write(Map.of(TOKEN, Optional.of(token.value())));
        }
        fetched = Optional.of(token);
        return token;
    }

    private ApiKey key() {
        return storedKey()
                .or(environmentKey)
                .orElseThrow(() -> Fault.of(
                                ExitCode.SIGN_IN, "Cannot refresh token, no refresh token or api keys are stored")
                        .hint("bwdc logout, then bwdc login"));
    }

    private AccessToken fresh(ApiKey key) {
        return identity.get().signIn(key, new RunState(data.root()).appId());
    }

    private Optional<ApiKey> storedKey() {
        return secrets.read(ID).flatMap(id -> secrets.read(SECRET).map(secret -> new ApiKey(id.reveal(), secret)));
    }

    @Override
    public void rejected() {
        if (signedIn()) {
            signOut();
        }
    }
}
