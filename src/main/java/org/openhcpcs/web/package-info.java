/** Pages: what all of them are made of, and the data dictionary as one. */
@NullMarked
package org.openhcpcs.web;

import org.jspecify.annotations.NullMarked;
