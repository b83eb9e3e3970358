/**
 * What the tables say that CMS publishes beside the code files: rows of the NDC-HCPCS crosswalk, of
 * the payment files and of the RBCS, keyed by code.
 */
@NullMarked
package org.openhcpcs.code.reference;

import org.jspecify.annotations.NullMarked;
