/**
 * Where CMS posts releases, and how they are fetched: links of the landing page, known URLs of the
 * quarters, and downloads that survive a bad network. Nothing here knows the database.
 */
@NullMarked
package org.openhcpcs.fetch;

import org.jspecify.annotations.NullMarked;
