package bwdc.demo.sample;

import bwdc.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A directory of this machine that holds a sample company. */
public interface SampleDirectory extends AutoCloseable {
    /** {@code an LDAP directory}. */
    String title();

    /** Where it is, for people. */
    String address();

    /**
     * Its part of data.json: {@code directoryType}, its own object with the secret and all addresses, and under
     * {@code sync} what is particular to it.
     */
    JsonObject data();

    /** The certificate (PEM) of its authority, when the machine does not know it. */
    Optional<String> certificate();

    /** What to type to use such a directory of one's own, up to the sign-in. */
    List<String> firstSteps();

    /** Every answer takes so long from here on. */
    void delay(Duration time);

    /** Somebody new gets an account and is put into a group. */
    void join(SampleCompany.Person person, String group);

    /** The account is disabled, in the directory's own way. */
    void disable(String login);

    void enable(String login);

    void addMember(String group, String login);

    void removeMember(String group, String login);

    @Override
    void close();
}
