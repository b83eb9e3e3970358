/**
 * What a published release is: which files belong together, and the edition, revision and
 * publication date that their names tell.
 */
@NullMarked
package org.openhcpcs.release;

import org.jspecify.annotations.NullMarked;
