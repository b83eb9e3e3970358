/**
 * The scheduled job: what a site answered, what waits to be loaded, and the folder of feeds that is
 * kept in step.
 */
@NullMarked
package org.openhcpcs.job.refresh;

import org.jspecify.annotations.NullMarked;
