/** What the report of an edition asks of the database. */
@NullMarked
package org.openhcpcs.store.report;

import org.jspecify.annotations.NullMarked;
