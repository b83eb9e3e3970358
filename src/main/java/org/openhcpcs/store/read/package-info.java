/**
 * What readers ask: the records of an edition, what feeds are made from, the page of a code, the
 * check of claims.
 */
@NullMarked
package org.openhcpcs.store.read;

import org.jspecify.annotations.NullMarked;
