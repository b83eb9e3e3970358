/**
 * What readers ask: the records of an edition, what feeds and the report are made from, the check
 * of claims.
 */
@NullMarked
package org.openhcpcs.store.read;

import org.jspecify.annotations.NullMarked;
