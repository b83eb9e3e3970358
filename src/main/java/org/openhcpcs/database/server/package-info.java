/**
 * A PostgreSQL server of our own: its programs, unpacked once, and its data under the home folder.
 */
@NullMarked
package org.openhcpcs.database.server;

import org.jspecify.annotations.NullMarked;
