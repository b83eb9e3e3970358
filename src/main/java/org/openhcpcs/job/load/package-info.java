/**
 * The stages of a load, in order: acquire, parse, check, stage, publish. Each is recorded in the
 * run log.
 */
@NullMarked
package org.openhcpcs.job.load;

import org.jspecify.annotations.NullMarked;
