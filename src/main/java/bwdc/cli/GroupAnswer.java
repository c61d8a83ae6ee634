package bwdc.cli;

import bwdc.directory.Inquiry;
import bwdc.directory.Sighting;
import bwdc.run.Explainer;
import bwdc.run.Explanation;
import bwdc.settings.SafetySettings;
import bwdc.sync.GroupPaths;
import bwdc.sync.KnownGroup;
import java.util.List;
import java.util.Optional;

/**
 * Everything there is to say of one group.
 *
 * @param verdict what the read makes of it, one sentence
 * @param members accounted for, empty when it is not read
 * @param inside the way into each group that it is in
 * @param known it as earlier runs left it
 * @param changes what the next sync does, empty when that cannot be told
 */
record GroupAnswer(
        Sighting sighting,
        String verdict,
        Optional<Explanation.Group> members,
        List<List<String>> inside,
        Optional<KnownGroup> known,
        boolean isProtected,
        Optional<List<String>> changes) {

    static GroupAnswer of(Sighting sighting, Prospect prospect, Inquiry inquiry, SafetySettings safety) {
        var read = prospect.snapshot().groups().stream()
                .filter(group -> group.referenceId().equals(sighting.referenceId()))
                .findFirst();
        return new GroupAnswer(
                sighting,
                read.isPresent() ? "read as a group" : PersonAnswer.notRead(sighting, "groups", "sync.groupPath"),
                read.map(group -> Explainer.of(group, prospect.snapshot(), prospect.gathered(), inquiry)),
                new GroupPaths(prospect.snapshot().groups()).ofGroup(sighting.referenceId()),
                prospect.knownGroup(sighting.externalId()),
                read.map(group -> safety.protect().hasGroup(group.name())).orElse(false),
                prospect.planned().map(planned -> prospect.groupChanges(sighting.externalId())));
    }
}
