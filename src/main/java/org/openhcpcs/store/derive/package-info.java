/**
 * What follows from the set of releases, kept in step with it inside the transaction that
 * publishes: revisions with corrections applied, newest listings, history, changes, search, what
 * transaction reports say; and the check that it would be the same if derived now.
 */
@NullMarked
package org.openhcpcs.store.derive;

import org.jspecify.annotations.NullMarked;
