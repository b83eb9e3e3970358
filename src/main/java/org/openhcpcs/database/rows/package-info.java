/** Rows of a query, and objects, as JSON and as CSV: for whoever prints them or sends them. */
@NullMarked
package org.openhcpcs.database.rows;

import org.jspecify.annotations.NullMarked;
