/**
 * The reader of the tables that CMS publishes beside the code files, the NDC-HCPCS crosswalk and
 * the RBCS.
 */
@NullMarked
package org.openhcpcs.source.reference;

import org.jspecify.annotations.NullMarked;
