package bwdc.directory.entra;

import bwdc.directory.Inquiry;
import bwdc.directory.Sightings;
import bwdc.directory.Whereabouts;
import bwdc.directory.cloud.ListedInquiry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers questions about single entries of a tenant. */
final class EntraInquiry implements Inquiry {
    private final ListedInquiry listed;

    EntraInquiry(ListedInquiry.Lists lists) {
        listed = new ListedInquiry(lists);
    }

    @Override
    public Sightings people(String text) {
        return listed.people(text);
    }

    @Override
    public Sightings groups(String text) {
        return listed.groups(text);
    }

    /** A member that is nobody is a device, a contact or an application: Graph names no members that are gone. */
    @Override
    public Map<String, Whereabouts> whereabouts(Collection<String> values) {
        Map<String, Whereabouts> fates = new LinkedHashMap<>(listed.whereabouts(values));
        fates.replaceAll((value, fate) -> fate.kind() == Whereabouts.Kind.GONE
                ? new Whereabouts(Whereabouts.Kind.OTHER_KIND, "a device, a contact or an application")
                : fate);
        return fates;
    }

    @Override
    public void close() {
        listed.close();
    }
}
