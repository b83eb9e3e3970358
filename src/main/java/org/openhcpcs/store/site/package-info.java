/** What a site itself says of codes, in the database: policies and notes. */
@NullMarked
package org.openhcpcs.store.site;

import org.jspecify.annotations.NullMarked;
