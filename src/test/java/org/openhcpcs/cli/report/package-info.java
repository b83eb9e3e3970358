@NullMarked
package org.openhcpcs.cli.report;

import org.jspecify.annotations.NullMarked;
