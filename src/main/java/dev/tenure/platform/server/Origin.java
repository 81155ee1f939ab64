package dev.tenure.platform.server;

import java.net.InetAddress;

/**
 * Where a request came from, as far as it can be believed.
 *
 * @param address of the client: the first that no trusted proxy vouches for
 * @param https whether it came by https, all the way from there
 * @param host the name and perhaps port that the client asked for; empty where nobody reports it
 * @param port that the client asked for; 0 where nobody reports it
 */
record Origin(InetAddress address, boolean https, String host, int port) {}
