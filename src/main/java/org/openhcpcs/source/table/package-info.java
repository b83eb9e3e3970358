/**
 * Rows of cells, whatever holds them: workbooks of both kinds, streamed, and CSV. Knows nothing of
 * HCPCS.
 */
@NullMarked
package org.openhcpcs.source.table;

import org.jspecify.annotations.NullMarked;
