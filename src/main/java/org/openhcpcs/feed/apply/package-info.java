/** The reference consumer: applies a delta to a snapshot without a database. */
@NullMarked
package org.openhcpcs.feed.apply;

import org.jspecify.annotations.NullMarked;
