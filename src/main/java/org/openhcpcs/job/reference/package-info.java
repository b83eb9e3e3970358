/** Loads reference tables. */
@NullMarked
package org.openhcpcs.job.reference;

import org.jspecify.annotations.NullMarked;
