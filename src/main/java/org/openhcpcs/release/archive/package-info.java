/**
 * Files with roles, in zips and folders: safe unpacking of archives that nobody vouches for, and
 * the folder where each is kept untouched under the hash of its content.
 */
@NullMarked
package org.openhcpcs.release.archive;

import org.jspecify.annotations.NullMarked;
