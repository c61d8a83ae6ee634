package bwdc.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses, {@code 10.0.0.0/8}. */
final class Network {
    private Network() {}

    /** Whether an address in text form lies in the range; a host name never does. */
    static boolean contains(String range, String address) {
        int slash = range.indexOf('/');
        if (!isAddress(address) || !isAddress(range.substring(0, slash))) {
            return false;
        }
        try {
            var network = InetAddress.getByName(range.substring(0, slash)).getAddress();
            var candidate = InetAddress.getByName(address).getAddress();
            int bits = Integer.parseInt(range.substring(slash + 1));
            if (network.length != candidate.length || bits > network.length * 8) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((network[bit / 8] & mask) != (candidate[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException | NumberFormatException e) {
            return false;
        }
    }

    /** Only addresses are given to the resolver, so that it never asks the network. */
    private static boolean isAddress(String text) {
        return text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || text.contains(":") && text.matches("[0-9a-f:.]+");
    }
}
