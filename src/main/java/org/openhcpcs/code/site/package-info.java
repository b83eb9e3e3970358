/** What a site itself says of codes: the policies of its payers and its own notes. */
@NullMarked
package org.openhcpcs.code.site;

import org.jspecify.annotations.NullMarked;
