package org.openhcpcs.feed.folder;

/**
 * What proves that somebody has the rows of a state, whatever form they came in.
 *
 * @param rows how many they are
 * @param sha256 SHA-256 over the rows as JSON Lines, in lower-case hexadecimal
 */
public record Digest(long rows, String sha256) {}
