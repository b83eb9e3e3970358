/** Loads what a site itself says of codes: policies and notes. */
@NullMarked
package org.openhcpcs.job.site;

import org.jspecify.annotations.NullMarked;
