/** The commands for what a site itself says of codes. */
@NullMarked
package org.openhcpcs.cli.site;

import org.jspecify.annotations.NullMarked;
