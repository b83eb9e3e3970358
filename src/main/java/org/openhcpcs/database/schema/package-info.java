/**
 * The migrations: what there is to do, whether this login may do it, and what a database is left
 * with that cannot do all of it.
 */
@NullMarked
package org.openhcpcs.database.schema;

import org.jspecify.annotations.NullMarked;
