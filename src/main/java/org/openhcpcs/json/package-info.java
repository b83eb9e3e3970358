/** JSON as a tree, written and read. Knows nothing of HCPCS. */
@NullMarked
package org.openhcpcs.json;

import org.jspecify.annotations.NullMarked;
