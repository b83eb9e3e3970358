package org.openhcpcs.source.reference;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A column of a reference table, named as in the database, and the names that it goes by once
 * capitals, blanks, punctuation and the year before them ({@code _2025_CODE}) are gone. Those of
 * one form of table stand together; what a crosswalk and a payment file share is between them.
 */
public enum ReferenceColumn {
  CODE("(HCPCS?)?(LEVELII)?(CODE|CD)?"),

  /** The NDC, or another number of the product, as published. */
  PRODUCT_NUMBER("(DIGIT)?(NATIONALDRUGCODE)?(NDC[0-9]*)?((OR)?ALTERNATEID)?"),

  /** Its eleven digits, if it is an NDC; in no file. */
  NDC("(?!)"),

  /** Its fourteen digits, if it is a GTIN or UPC; in no file. */
  GTIN("(?!)"),
  LABELER("LABELER(NAME)?|MANUFACTURER(NAME)?"),
  DRUG_NAME("DRUGNAME"),

  /** In the list of drugs without a code. */
  GENERIC_NAME("(DRUG)?GENERICNAME(TRADENAME)?"),
  PACKAGE_SIZE(Holds.NUMBER, "(PKG|PACKAGE)SIZE"),
  PACKAGE_QUANTITY(Holds.NUMBER, "(PKG|PACKAGE)(QTY|QUANTITY)"),
  BILL_UNITS(Holds.NUMBER, "BILL(ING|ABLE)?UNITS(PERITEM)?"),
  BILL_UNITS_PER_PACKAGE(Holds.NUMBER, "BILL(ING|ABLE)?UNITS(PER)?(PKG|PACKAGE|(11DIGIT)?NDC)"),

  /** What one billing unit of the code is, such as 10 MG. */
  DOSAGE("(HCPCS)?(CODE)?DOSAGE(DESCRIPTOR)?"),

  /** Kept of codes of Level II alone, because the others belong to the AMA and the ADA. */
  SHORT_DESCRIPTION("(HCPCS)?SHORTDESC(RIPTION|RIPTOR)?"),

  /** Dollars for one unit. */
  PAYMENT_LIMIT(Holds.AMOUNT, "PAYMENT(ALLOWANCE)?LIMITS?"),
  COINSURANCE_PERCENTAGE(Holds.AMOUNT, "COINSURANCE(PERCENTAGE|PERCENT)?"),
  VACCINE_AWP_PERCENTAGE(Holds.AMOUNT, "VACCINEAWP(PERCENTAGE|PERCENT)?"),
  VACCINE_LIMIT(Holds.AMOUNT, "VACCINE(PAYMENT)?LIMIT"),
  BLOOD_AWP_PERCENTAGE(Holds.AMOUNT, "BLOODAWP(PERCENTAGE|PERCENT)?"),
  BLOOD_LIMIT(Holds.AMOUNT, "BLOOD(PAYMENT)?LIMIT"),
  CLOTTING_FACTOR(Holds.AMOUNT, "(BLOOD)?CLOTTINGFACTORS?"),
  NOTES("NOTES?"),
  RBCS_ID("RBCSID"),
  CATEGORY("RBCSCAT"),
  CATEGORY_DESCRIPTION("RBCSCATDESC"),
  SUBCATEGORY("RBCSCATSUBCAT"),
  SUBCATEGORY_DESCRIPTION("RBCSSUBCATDESC"),
  FAMILY("RBCSFAMNUMB(ER)?"),
  FAMILY_DESCRIPTION("RBCSFAMILYDESC"),
  MAJOR_INDICATOR("RBCSMAJORIND"),

  /** The day from which the assignment no longer holds; the file has the last on which it does. */
  VALID_TO(Holds.LAST_DAY, "RBCSASSIGNMENTENDDT|RBCSANALYSISENDDT"),
  CODE_ADDED_DATE(Holds.DATE, "HCPCSCDADDDT"),
  CODE_END_DATE(Holds.DATE, "HCPCSCDENDDT"),
  VALID_FROM(Holds.DATE, "RBCSASSIGNMENTEFFDT|RBCSANALYSISSTARTDT"),
  IS_LATEST(Holds.FLAG, "RBCSLATESTASSIGNMENT"),
  FIRST_RELEASE_YEAR(Holds.YEAR, "FIRSTRBCSRELEASEYEAR"),
  ALTERNATE_METHOD("ALTASSIGNMENTMETHOD"),
  WAS_REASSIGNED(Holds.FLAG, "RBCSIDEVERREASSIGNED");

  private static final Pattern NO_NAME = Pattern.compile("[^A-Z0-9]");
  private static final Pattern YEAR = Pattern.compile("^[0-9]+");

  private final Holds holds;
  private final Pattern names;

  ReferenceColumn(String names) {
    this(Holds.TEXT, names);
  }

  ReferenceColumn(Holds holds, String names) {
    this.holds = holds;
    this.names = Pattern.compile(names);
  }

  /** What the cells of a column say. */
  enum Holds {
    TEXT,
    NUMBER,

    /** Dollars or percent. */
    AMOUNT,
    DATE,
    LAST_DAY,
    FLAG,
    YEAR
  }

  Holds holds() {
    return holds;
  }

  /** Its name in the database. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
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
