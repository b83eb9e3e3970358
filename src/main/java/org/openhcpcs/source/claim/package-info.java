/** The reader of claims files. */
@NullMarked
package org.openhcpcs.source.claim;

import org.jspecify.annotations.NullMarked;
