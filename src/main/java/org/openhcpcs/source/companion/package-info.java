/**
 * One reader per kind of file that CMS publishes beside a code file: record layout, processing
 * notes, NOC list, corrections, transaction report.
 */
@NullMarked
package org.openhcpcs.source.companion;

import org.jspecify.annotations.NullMarked;
