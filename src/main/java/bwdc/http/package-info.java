/**
 * JSON and forms over HTTP(S): time limits, retries, several requests at once, proxies, certificate authorities. It knows no
 * particular server.
 */
@NullMarked
package bwdc.http;

import org.jspecify.annotations.NullMarked;
