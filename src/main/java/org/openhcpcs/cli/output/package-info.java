/**
 * How results are printed: rows as text, CSV and JSON, the page of a code, marks, wrapping, and the
 * terminal itself.
 */
@NullMarked
package org.openhcpcs.cli.output;

import org.jspecify.annotations.NullMarked;
