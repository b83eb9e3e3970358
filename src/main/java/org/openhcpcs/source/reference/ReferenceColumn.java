package org.openhcpcs.source.reference;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A column of a reference table, and the names that it goes by once capitals, blanks, punctuation
 * and the year before them ({@code _2025_CODE}) are gone.
 */
enum ReferenceColumn {
  CODE("(HCPCS?)?(LEVELII)?(CODE|CD)?"),
  SHORT_DESCRIPTION("(HCPCS)?SHORTDESC(RIPTION|RIPTOR)?"),
  LABELER("LABELER(NAME)?|MANUFACTURER(NAME)?"),
  PRODUCT_NUMBER("(DIGIT)?(NATIONALDRUGCODE)?(NDC[0-9]*)?((OR)?ALTERNATEID)?"),
  DRUG_NAME("DRUGNAME"),
  GENERIC_NAME("(DRUG)?GENERICNAME(TRADENAME)?"),
  DOSAGE("(HCPCS)?(CODE)?DOSAGE(DESCRIPTOR)?"),
  PACKAGE_SIZE("(PKG|PACKAGE)SIZE"),
  PACKAGE_QUANTITY("(PKG|PACKAGE)(QTY|QUANTITY)"),
  BILL_UNITS("BILL(ING|ABLE)?UNITS(PERITEM)?"),
  BILL_UNITS_PER_PACKAGE("BILL(ING|ABLE)?UNITS(PER)?(PKG|PACKAGE|(11DIGIT)?NDC)"),
  PAYMENT_LIMIT("PAYMENT(ALLOWANCE)?LIMITS?"),
  COINSURANCE_PERCENTAGE("COINSURANCE(PERCENTAGE|PERCENT)?"),
  VACCINE_AWP("VACCINEAWP(PERCENTAGE|PERCENT)?"),
  VACCINE_LIMIT("VACCINE(PAYMENT)?LIMIT"),
  BLOOD_AWP("BLOODAWP(PERCENTAGE|PERCENT)?"),
  BLOOD_LIMIT("BLOOD(PAYMENT)?LIMIT"),
  CLOTTING_FACTOR("(BLOOD)?CLOTTINGFACTORS?"),
  NOTES("NOTES?"),
  RBCS_ID("RBCSID"),
  CATEGORY("RBCSCAT"),
  CATEGORY_DESCRIPTION("RBCSCATDESC"),
  SUBCATEGORY("RBCSCATSUBCAT"),
  SUBCATEGORY_DESCRIPTION("RBCSSUBCATDESC"),
  FAMILY("RBCSFAMNUMB(ER)?"),
  FAMILY_DESCRIPTION("RBCSFAMILYDESC"),
  MAJOR_INDICATOR("RBCSMAJORIND"),
  CODE_ADDED("HCPCSCDADDDT"),
  CODE_END("HCPCSCDENDDT"),
  VALID_FROM("RBCSASSIGNMENTEFFDT|RBCSANALYSISSTARTDT"),
  LAST_DAY("RBCSASSIGNMENTENDDT|RBCSANALYSISENDDT"),
  LATEST("RBCSLATESTASSIGNMENT"),
  FIRST_RELEASE_YEAR("FIRSTRBCSRELEASEYEAR"),
  ALTERNATE_METHOD("ALTASSIGNMENTMETHOD"),
  REASSIGNED("RBCSIDEVERREASSIGNED");

  private static final Pattern NO_NAME = Pattern.compile("[^A-Z0-9]");
  private static final Pattern YEAR = Pattern.compile("^[0-9]+");

  private final Pattern names;

  ReferenceColumn(String names) {
    this.names = Pattern.compile(names);
  }

  /** The column that a cell of a header row names. */
  static Optional<ReferenceColumn> named(String cell) {
    String upper = cell.toUpperCase(Locale.ROOT);
    String name = YEAR.matcher(NO_NAME.matcher(upper).replaceAll("")).replaceFirst("");
    if (!name.isEmpty()) {
      for (ReferenceColumn column : values()) {
        if (column.names.matcher(name).matches()) {
          return Optional.of(column);
        }
      }
    }
    return Optional.empty();
  }
}
