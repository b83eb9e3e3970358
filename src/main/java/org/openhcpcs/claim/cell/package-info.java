/**
 * A claim line as bytes: its cells, where they lie and what is in them, and the text that is
 * written behind them. Knows no codes.
 */
@NullMarked
package org.openhcpcs.claim.cell;

import org.jspecify.annotations.NullMarked;
