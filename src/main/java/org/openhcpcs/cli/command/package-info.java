/**
 * What every command has: the global options, the terminal, and the rows of a query in the format
 * that was asked for.
 */
@NullMarked
package org.openhcpcs.cli.command;

import org.jspecify.annotations.NullMarked;
