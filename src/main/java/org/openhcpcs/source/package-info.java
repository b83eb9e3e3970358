/**
 * The code file, as text in fixed columns and as a table, read and written. A reader takes bytes
 * and yields records, raw lines that it could not read, and findings with file, line, field and the
 * offending text. Bad rows are values; a reader throws only for a file that is not of its kind at
 * all.
 */
@NullMarked
package org.openhcpcs.source;

import org.jspecify.annotations.NullMarked;
