/**
 * The domain, pure: a record exactly as CMS published it, the fields of the contractor record, the
 * indicators that decode them, the edition that a record belongs to, and what was noticed on the
 * way. No input, no output, no SQL.
 */
@NullMarked
package org.openhcpcs.code;

import org.jspecify.annotations.NullMarked;
