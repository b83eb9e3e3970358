/**
 * What happened: runs and their stages, the lock of whoever writes, what servers answered, which
 * archives make a release, and how it all went.
 */
@NullMarked
package org.openhcpcs.store.ledger;

import org.jspecify.annotations.NullMarked;
