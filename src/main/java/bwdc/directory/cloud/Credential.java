package bwdc.directory.cloud;

import java.net.URI;
import java.util.Map;

/** What a vendor's API wants to see with every request. May be used side by side. */
public interface Credential {
    /** The headers of one request. They hold a secret. */
    Map<String, String> headers(String method, URI uri);

    /**
     * Is told that the vendor refused them, with 401.
     *
     * @return whether another try with new headers makes sense
     */
    boolean renew(Map<String, String> refused);
}
