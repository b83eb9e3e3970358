/**
 * The API of NLM's Clinical Table Search Service for HCPCS, answered from our data: clients of it
 * need another host only.
 */
@NullMarked
package org.openhcpcs.web.api.nlm;

import org.jspecify.annotations.NullMarked;
