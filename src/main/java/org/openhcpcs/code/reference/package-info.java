/**
 * The tables that CMS publishes beside the code files and keys by code: their kinds, the numbers of
 * products, and what packages hold.
 */
@NullMarked
package org.openhcpcs.code.reference;

import org.jspecify.annotations.NullMarked;
