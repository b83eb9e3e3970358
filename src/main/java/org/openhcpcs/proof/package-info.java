/**
 * Receipts: an answer on a code with all that it follows from, so that anybody can check it who has
 * the archives that CMS posted. Nothing here knows a database: who writes a receipt says what only
 * names and people tell, and everything else is read from the archives, once more by whoever
 * verifies it.
 */
@NullMarked
package org.openhcpcs.proof;

import org.jspecify.annotations.NullMarked;
