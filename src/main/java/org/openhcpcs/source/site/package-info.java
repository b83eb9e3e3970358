/**
 * The readers of what a site writes by hand: limits of gates, meanings of reused codes, policies
 * and notes.
 */
@NullMarked
package org.openhcpcs.source.site;

import org.jspecify.annotations.NullMarked;
