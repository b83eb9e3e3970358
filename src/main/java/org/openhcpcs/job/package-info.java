/**
 * What every job has: the run log around it, the stages and their times, and those who hear how it
 * gets on.
 */
@NullMarked
package org.openhcpcs.job;

import org.jspecify.annotations.NullMarked;
