/** What pages are made of: templates, the frame around a page, and the data dictionary as one. */
@NullMarked
package org.openhcpcs.web;

import org.jspecify.annotations.NullMarked;
