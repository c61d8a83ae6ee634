package bwdc.demo;

/** What goes wrong when something is sent. */
enum Trouble {
    NONE,
    CUT_BEFORE,
    KILLED_BEFORE,
    FAILS_HALFWAY,
    FAILS_AFTER,
    KILLED_AFTER,
    KILLED_WHILE_REMEMBERING
}
