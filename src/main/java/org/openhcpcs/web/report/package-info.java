/**
 * The report of an edition: one page with charts and tables, served or saved. Reads what readers
 * may read, and prints nothing itself.
 */
@NullMarked
package org.openhcpcs.web.report;

import org.jspecify.annotations.NullMarked;
