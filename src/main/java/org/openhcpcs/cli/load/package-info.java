/** The commands that bring releases in and take them out. */
@NullMarked
package org.openhcpcs.cli.load;

import org.jspecify.annotations.NullMarked;
