/** The code browser: what each of its addresses shows. */
@NullMarked
package org.openhcpcs.web.page;

import org.jspecify.annotations.NullMarked;
