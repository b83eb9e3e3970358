/** What the server asks again and again: which state is published, and tables to keep in memory. */
@NullMarked
package org.openhcpcs.store.serve;

import org.jspecify.annotations.NullMarked;
