/**
 * The program: its entry point, and the commands by their names. Thin: they read options, call a
 * job or a query, and print. The only room that writes to the terminal.
 */
@NullMarked
package org.openhcpcs.cli;

import org.jspecify.annotations.NullMarked;
