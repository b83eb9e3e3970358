package org.openhcpcs.store.read;

import org.openhcpcs.code.reference.PackageUnits;
import org.openhcpcs.database.Database;

/** Reads what the packages of all crosswalks hold, to be asked many times without the database. */
public final class PackageReader {

  private static final String LISTINGS =
      """
      select substr(f.kind, 5), f.edition, x.code, x.product_number, x.bill_units, x.bill_units_per_package
      from (
        select distinct on (kind, edition) reference_id, kind, edition
        from hcpcs.reference_release
        order by kind, edition, revision desc) f
      join hcpcs.ndc_crosswalk x using (reference_id)
      where x.code is not null
      order by f.kind, f.edition, x.line
      """;

  private PackageReader() {}

  public static PackageUnits read(Database database) {
    return new PackageUnits(database.sql().list(LISTINGS, PackageUnits.Listing.class));
  }
}
