/**
 * What a code meant on which dates of service, as it was known on which dates: pure, and derived
 * from the records of successive editions alone. Valid time comes from the dates in the records,
 * known time from the publication of the releases.
 */
@NullMarked
package org.openhcpcs.history;

import org.jspecify.annotations.NullMarked;
