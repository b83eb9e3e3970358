/** The commands that ask: codes, changes, findings, claims, any SQL. */
@NullMarked
package org.openhcpcs.cli.ask;

import org.jspecify.annotations.NullMarked;
