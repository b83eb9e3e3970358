/**
 * What the corrections workbooks ask for, understood and held against the records of their edition.
 */
@NullMarked
package org.openhcpcs.check.correction;

import org.jspecify.annotations.NullMarked;
