/** The API for programs: what each address of it answers. */
@NullMarked
package org.openhcpcs.web.api;

import org.jspecify.annotations.NullMarked;
