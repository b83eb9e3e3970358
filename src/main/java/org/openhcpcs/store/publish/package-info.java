/**
 * Publishing, in one transaction, so that readers see all of a release or nothing; and taking a
 * release back, keeping one for people to look at, and reading one again.
 */
@NullMarked
package org.openhcpcs.store.publish;

import org.jspecify.annotations.NullMarked;
