/** The reference tables, in the database. */
@NullMarked
package org.openhcpcs.store.reference;

import org.jspecify.annotations.NullMarked;
