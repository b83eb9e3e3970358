/**
 * Feeds: complete snapshots of the code set, exact deltas between two of them, and the history,
 * each a folder of files with a manifest by which a consumer can prove that it has everything.
 */
@NullMarked
package org.openhcpcs.feed;

import org.jspecify.annotations.NullMarked;
