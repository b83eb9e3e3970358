/** Receipts over HTTP: as they are written, and as a page that explains them. */
@NullMarked
package org.openhcpcs.web.proof;

import org.jspecify.annotations.NullMarked;
