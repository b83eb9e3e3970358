/** The commands for who keeps the database running. */
@NullMarked
package org.openhcpcs.cli.operate;

import org.jspecify.annotations.NullMarked;
