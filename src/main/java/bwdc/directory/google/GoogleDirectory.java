package bwdc.directory.google;

import bwdc.directory.Cursor;
import bwdc.directory.Diagnosis;
import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectorySource;
import bwdc.directory.DirectoryUser;
import bwdc.directory.Inquiry;
import bwdc.directory.ReadRequest;
import bwdc.directory.Surroundings;
import bwdc.directory.cloud.BearerToken;
import bwdc.directory.cloud.CloudApi;
import bwdc.directory.cloud.GroupChoice;
import bwdc.directory.cloud.ParallelRequests;
import bwdc.directory.cloud.Wire;
import bwdc.http.SideBySide;
import bwdc.settings.SetFilter;
import bwdc.settings.Settings;
import bwdc.settings.SyncSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A Google Workspace account. Google tells no changes since an earlier time, so every read is a full one. */
public final class GoogleDirectory implements DirectorySource {
    private final GoogleSettings settings;
    private final SyncSettings sync;
    private final SetFilter userFilter;
    private final SetFilter groupFilter;
    private final SideBySide sideBySide;
    private final Wire wire;
    private final Lists lists;

    GoogleDirectory(Settings settings, Surroundings around, GoogleSettings account, Wire wire) {
        this.settings = account;
        this.wire = wire;
        sync = settings.sync();
        userFilter = SetFilter.of(sync.userFilter(), "sync.userFilter");
        groupFilter = SetFilter.of(sync.groupFilter(), "sync.groupFilter");
        sideBySide = ParallelRequests.of(settings);
        var signIn = new GoogleSignIn(wire, account, around.host().clock());
        var token = new BearerToken(signIn::token, around.host().clock());
        lists = new Lists(new CloudApi(wire, account.apiUrl(), token));
    }

    /** Opens the directory of the settings; nothing is sent before {@link #read}. */
    public static GoogleDirectory open(Settings settings, Surroundings around) {
        var account = GoogleSettings.of(settings);
        return new GoogleDirectory(
                settings,
                around,
                account,
                new Wire(
                        around,
                        new GoogleDialect(account),
                        ParallelRequests.of(settings).atOnce()));
    }

    @Override
    public DirectorySnapshot read(ReadRequest request) {
        return new Reading(request).snapshot();
    }

    @Override
    public Inquiry inquiry() {
        return new GoogleInquiry(new GoogleEntries(lists, settings.extent(), userFilter, groupFilter));
    }

    @Override
    public Diagnosis diagnose() {
        return new Examination(lists, settings, sync, userFilter, groupFilter).diagnosis();
    }

    @Override
    public void close() {
        wire.close();
    }

    /** One read, from the first lists to the snapshot. Users and groups are read beside each other. */
    private final class Reading {
        private final ReadRequest request;
        private final AtomicLong entries = new AtomicLong();
        private final GroupReader groupReader;
        private volatile List<DirectoryUser> users = List.of();
        private volatile List<DirectoryGroup> groups = List.of();
        private volatile Set<String> leftOut = Set.of();
        private @Nullable UserReader userReader;

        Reading(ReadRequest request) {
            this.request = request;
            groupReader = new GroupReader(
                    lists,
                    groupFilter,
                    settings.derivedMembers(),
                    () -> everybody().everybody(),
                    () -> progress());
        }

        DirectorySnapshot snapshot() {
            List<Runnable> parts = new ArrayList<>();
            if (sync.users()) {
                parts.add(this::readUsers);
            }
            if (sync.groups()) {
                parts.add(this::readGroups);
            }
            SideBySide.run(parts);
            groupReader.tell(request.findings());
            var chosen = sync.groups() && groupFilter.named().isPresent()
                    ? GroupChoice.users(users, groups, sync.removeDisabled())
                    : users;
            return new DirectorySnapshot(chosen, groups, true, leftOut, List.of(), Cursor.NONE, groupReader.warnings());
        }

        private void readUsers() {
            users = everybody().users();
            leftOut = everybody().leftOut();
        }

        private void readGroups() {
            lists.each(
                    "groups", settings.extent().groups(GroupReader.FIELDS, groupFilter), "groups", groupReader::group);
            groups = groupReader.groups(sideBySide);
        }

        /**
         * All users, for whoever asks first. Also without {@code sync.users} they are who is in a group that the whole
         * account is a member of; the reference sends such a group empty then.
         */
        private synchronized UserReader everybody() {
            var known = userReader;
            if (known == null) {
                known = readEverybody();
                userReader = known;
            }
            return known;
        }

        /** First the active ones: who is deleted in between is in both lists then, not in none. */
        private UserReader readEverybody() {
            var reader = new UserReader(userFilter, request.findings());
            var parameters = settings.extent().users(UserReader.FIELDS, userFilter);
            lists.each("users", parameters, "users", user -> {
                reader.active(user);
                progress();
            });
            parameters.put("showDeleted", "true");
            lists.each("users", parameters, "users", user -> {
                reader.deleted(user);
                progress();
            });
            return reader;
        }

        /** One more user, or group with its members. */
        private void progress() {
            synchronized (entries) {
                request.progress().accept(entries.incrementAndGet());
            }
        }
    }
}
