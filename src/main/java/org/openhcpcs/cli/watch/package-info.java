/** How a run is watched: progress for people, a log for programs, and the report when it ended. */
@NullMarked
package org.openhcpcs.cli.watch;

import org.jspecify.annotations.NullMarked;
