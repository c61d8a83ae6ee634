package bwdc.directory.ldap;

/** Is told, group by group, whom its members are. */
interface MemberSink {
    /** For those who do not want to know. */
    MemberSink NONE = new MemberSink() {
        @Override
        public void user(int group, int place) {}

        @Override
        public void inner(int outer, int inner) {}

        @Override
        public void other(int group, String value) {}
    };

    /** A user, by place. */
    void user(int group, int place);

    /** A group, by its place among groups. */
    void inner(int outer, int inner);

    /** A value that names nobody and nothing that was read. */
    void other(int group, String value);
}
