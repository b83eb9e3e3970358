/**
 * What a published release is: files with roles in zips and folders, the edition, revision and
 * publication date that their names tell, and safe unpacking of archives that nobody vouches for.
 */
@NullMarked
package org.openhcpcs.release;

import org.jspecify.annotations.NullMarked;
