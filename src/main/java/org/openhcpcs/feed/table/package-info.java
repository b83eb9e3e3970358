/**
 * The rows of feeds and the columns that they have: of a snapshot, and of the changes from one to
 * another.
 */
@NullMarked
package org.openhcpcs.feed.table;

import org.jspecify.annotations.NullMarked;
