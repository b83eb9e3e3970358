/**
 * HTTP: the server, which route a request takes, and in which form it is answered. Knows nothing of
 * pages.
 */
@NullMarked
package org.openhcpcs.web.http;

import org.jspecify.annotations.NullMarked;
