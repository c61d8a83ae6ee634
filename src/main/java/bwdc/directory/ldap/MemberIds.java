package bwdc.directory.ldap;

import java.util.AbstractList;
import java.util.RandomAccess;

/** External ids by place: a list of texts that takes four bytes a member. */
final class MemberIds extends AbstractList<String> implements RandomAccess {
    private final Members members;
    private final int[] places;

    MemberIds(Members members, int[] places) {
        this.members = members;
        this.places = places;
    }

    @Override
    public String get(int index) {
        return members.externalId(places[index]);
    }

    @Override
    public int size() {
        return places.length;
    }
}
