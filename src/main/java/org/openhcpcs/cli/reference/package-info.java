/** The command for reference tables. */
@NullMarked
package org.openhcpcs.cli.reference;

import org.jspecify.annotations.NullMarked;
