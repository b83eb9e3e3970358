package org.openhcpcs.code.reference;

import org.jspecify.annotations.Nullable;

/** A row of a reference table. */
public sealed interface ReferenceRow permits NdcListing, RbcsAssignment, PaymentLimit {

  /** The code of any level that the row is about; null if it names none. */
  @Nullable String code();
}
