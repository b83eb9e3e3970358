/**
 * Feeds: complete snapshots of the code set, exact deltas between two of them, and the history, in
 * CSV, JSON Lines and Parquet.
 */
@NullMarked
package org.openhcpcs.feed;

import org.jspecify.annotations.NullMarked;
