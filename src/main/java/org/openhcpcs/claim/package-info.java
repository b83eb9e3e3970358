/**
 * Claim lines: reads them as bytes, judges each by the spans of its code and modifiers on the date
 * of service, and sums up. Nothing of a line is kept, and no cell but the code is ever told.
 */
@NullMarked
package org.openhcpcs.claim;

import org.jspecify.annotations.NullMarked;
