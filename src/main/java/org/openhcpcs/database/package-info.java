/**
 * A PostgreSQL, and nothing of what is in it: addresses, the open database, its statements and
 * transactions, queries whose rows go to a sink, rows for COPY, and what a server's refusal means.
 */
@NullMarked
package org.openhcpcs.database;

import org.jspecify.annotations.NullMarked;
