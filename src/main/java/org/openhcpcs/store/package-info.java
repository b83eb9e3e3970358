/**
 * HCPCS in the database: contents, publication, what is derived from them, the ledger of runs, and
 * what readers ask. Its rooms know SQL; no other does but the database below.
 */
@NullMarked
package org.openhcpcs.store;

import org.jspecify.annotations.NullMarked;
