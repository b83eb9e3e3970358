/** The page of a code: what it says, and the picture of its time. */
@NullMarked
package org.openhcpcs.web.page.code;

import org.jspecify.annotations.NullMarked;
