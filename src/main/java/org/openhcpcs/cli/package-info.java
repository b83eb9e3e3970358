/**
 * The commands. Thin: they read options, call a job or a query, and print. The only package that
 * writes to the terminal.
 */
@NullMarked
package org.openhcpcs.cli;

import org.jspecify.annotations.NullMarked;
