/** Receipts for what the database answers. */
@NullMarked
package org.openhcpcs.proof.issue;

import org.jspecify.annotations.NullMarked;
