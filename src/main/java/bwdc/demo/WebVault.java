package bwdc.demo;

import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What people do in an embedded organization by hand, so that it differs from its directory. */
public final class WebVault {
    private final Membership membership;
    private final Object lock;

    WebVault(Membership membership, Object lock) {
        this.membership = membership;
        this.lock = lock;
    }

    public WebVault addMember(String email, @Nullable String externalId, boolean owner) {
        return change(all -> all.add(email, externalId, owner));
    }

    public WebVault addGroup(String name, @Nullable String externalId) {
        return change(all -> all.addGroup(name, externalId));
    }

    /** Somebody takes an invitation and is confirmed. */
    public WebVault confirm(String email) {
        return change(all -> member(email).status = Membership.CONFIRMED);
    }

    public WebVault revoke(String email) {
        return change(all -> member(email).revoke());
    }

    public WebVault remove(String email) {
        return change(all -> all.remove(member(email)));
    }

    public WebVault rename(String group, String name) {
        return change(all -> group(group).name = name);
    }

    public WebVault join(String group, String email) {
        return change(all -> group(group).memberIds.add(member(email).id));
    }

    public WebVault leave(String group, String email) {
        return change(all -> group(group).memberIds.remove(member(email).id));
    }

    private WebVault change(Consumer<Membership> action) {
        synchronized (lock) {
            action.accept(membership);
        }
        return this;
    }

    private Membership.Member member(String email) {
        return membership.members().stream()
                .filter(member -> member.email.equals(email))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no member " + email));
    }

    private Membership.Group group(String name) {
        return membership.groups().stream()
                .filter(group -> group.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no group " + name));
    }
}
