/** The vocabulary tables of the OMOP common data model. */
@NullMarked
package org.openhcpcs.feed.omop;

import org.jspecify.annotations.NullMarked;
