/**
 * What every job has: the run log around it, the stages and their times, and those who hear how it
 * gets on; and the job that verifies.
 */
@NullMarked
package org.openhcpcs.job;

import org.jspecify.annotations.NullMarked;
