/**
 * PostgreSQL: the embedded server, connections, migrations, COPY, publishing and queries. The only
 * package that knows SQL.
 */
@NullMarked
package org.openhcpcs.store;

import org.jspecify.annotations.NullMarked;
