/** What the names of reference tables tell, and where such files lie. */
@NullMarked
package org.openhcpcs.release.reference;

import org.jspecify.annotations.NullMarked;
