/** The commands that write feeds and editions for other systems. */
@NullMarked
package org.openhcpcs.cli.feed;

import org.jspecify.annotations.NullMarked;
