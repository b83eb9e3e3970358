/** What a run came to and how fresh the data is, for those who were not there. */
@NullMarked
package org.openhcpcs.job.watch;

import org.jspecify.annotations.NullMarked;
