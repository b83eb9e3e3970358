/**
 * The report of an edition: one HTML page with charts and tables that needs no other file. Reads
 * what readers may read, and prints nothing itself.
 */
@NullMarked
package org.openhcpcs.web.report;

import org.jspecify.annotations.NullMarked;
