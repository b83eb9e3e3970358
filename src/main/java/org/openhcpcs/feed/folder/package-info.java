/**
 * The folder of a feed: written beside its target until it is complete, with a manifest that proves
 * that its files are whole.
 */
@NullMarked
package org.openhcpcs.feed.folder;

import org.jspecify.annotations.NullMarked;
