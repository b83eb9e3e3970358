/** The program is killed, and its database taken away, while it works. */
@NullMarked
package org.openhcpcs.chaos;

import org.jspecify.annotations.NullMarked;
