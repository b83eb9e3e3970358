package org.openhcpcs.code;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One content field of a record: one position of the layout, so that a field which occurs four
 * times is four constants. Each is a column of {@code hcpcs.code_record} of the same name. The
 * order is CMS's.
 */
public enum Field {
  LONG_DESCRIPTION(LayoutField.LONG_DESCRIPTION, 1),
  SHORT_DESCRIPTION(LayoutField.SHORT_DESCRIPTION, 1),
  PRICING_INDICATOR_1(LayoutField.PRICING_INDICATOR, 1),
  PRICING_INDICATOR_2(LayoutField.PRICING_INDICATOR, 2),
  PRICING_INDICATOR_3(LayoutField.PRICING_INDICATOR, 3),
  PRICING_INDICATOR_4(LayoutField.PRICING_INDICATOR, 4),
  MULTIPLE_PRICING_INDICATOR(LayoutField.MULTIPLE_PRICING_INDICATOR, 1),
  COVERAGE_ISSUES_MANUAL_1(LayoutField.COVERAGE_ISSUES_MANUAL, 1),
  COVERAGE_ISSUES_MANUAL_2(LayoutField.COVERAGE_ISSUES_MANUAL, 2),
  COVERAGE_ISSUES_MANUAL_3(LayoutField.COVERAGE_ISSUES_MANUAL, 3),
  CARRIERS_MANUAL_1(LayoutField.CARRIERS_MANUAL, 1),
  CARRIERS_MANUAL_2(LayoutField.CARRIERS_MANUAL, 2),
  CARRIERS_MANUAL_3(LayoutField.CARRIERS_MANUAL, 3),
  STATUTE(LayoutField.STATUTE, 1),
  LAB_CERTIFICATION_1(LayoutField.LAB_CERTIFICATION, 1),
  LAB_CERTIFICATION_2(LayoutField.LAB_CERTIFICATION, 2),
  LAB_CERTIFICATION_3(LayoutField.LAB_CERTIFICATION, 3),
  LAB_CERTIFICATION_4(LayoutField.LAB_CERTIFICATION, 4),
  LAB_CERTIFICATION_5(LayoutField.LAB_CERTIFICATION, 5),
  LAB_CERTIFICATION_6(LayoutField.LAB_CERTIFICATION, 6),
  LAB_CERTIFICATION_7(LayoutField.LAB_CERTIFICATION, 7),
  LAB_CERTIFICATION_8(LayoutField.LAB_CERTIFICATION, 8),
  CROSS_REFERENCE_1(LayoutField.CROSS_REFERENCE, 1),
  CROSS_REFERENCE_2(LayoutField.CROSS_REFERENCE, 2),
  CROSS_REFERENCE_3(LayoutField.CROSS_REFERENCE, 3),
  CROSS_REFERENCE_4(LayoutField.CROSS_REFERENCE, 4),
  CROSS_REFERENCE_5(LayoutField.CROSS_REFERENCE, 5),
  COVERAGE(LayoutField.COVERAGE, 1),
  ASC_PAYMENT_GROUP(LayoutField.ASC_PAYMENT_GROUP, 1),
  ASC_EFFECTIVE_DATE(LayoutField.ASC_EFFECTIVE_DATE, 1),
  MOG_PAYMENT_GROUP(LayoutField.MOG_PAYMENT_GROUP, 1),
  MOG_PAYMENT_POLICY(LayoutField.MOG_PAYMENT_POLICY, 1),
  MOG_EFFECTIVE_DATE(LayoutField.MOG_EFFECTIVE_DATE, 1),
  PROCESSING_NOTE(LayoutField.PROCESSING_NOTE, 1),
  BETOS(LayoutField.BETOS, 1),
  TYPE_OF_SERVICE_1(LayoutField.TYPE_OF_SERVICE, 1),
  TYPE_OF_SERVICE_2(LayoutField.TYPE_OF_SERVICE, 2),
  TYPE_OF_SERVICE_3(LayoutField.TYPE_OF_SERVICE, 3),
  TYPE_OF_SERVICE_4(LayoutField.TYPE_OF_SERVICE, 4),
  TYPE_OF_SERVICE_5(LayoutField.TYPE_OF_SERVICE, 5),
  ANESTHESIA_BASE_UNITS(LayoutField.ANESTHESIA_BASE_UNITS, 1),
  ADDED_DATE(LayoutField.ADDED_DATE, 1),
  ACTION_EFFECTIVE_DATE(LayoutField.ACTION_EFFECTIVE_DATE, 1),
  TERMINATION_DATE(LayoutField.TERMINATION_DATE, 1),
  ACTION(LayoutField.ACTION, 1);

  /** All content fields in the order of the layout. */
  public static final List<Field> ALL = List.of(values());

  private final LayoutField layout;
  private final int occurrence;
  private final String column;

  Field(LayoutField layout, int occurrence) {
    this.layout = layout;
    this.occurrence = occurrence;
    this.column = name().toLowerCase(Locale.ROOT);
  }

  /** The item of the layout that this is a position of. */
  public LayoutField layout() {
    return layout;
  }

  /** Which position of a repeated item, 1 upwards. */
  public int occurrence() {
    return occurrence;
  }

  /** First position in the fixed-width record, 1-based. */
  public int begin() {
    return layout.begin(occurrence);
  }

  /** Last position in the fixed-width record, 1-based and inclusive. */
  public int end() {
    return layout.end(occurrence);
  }

  public LayoutField.Type type() {
    return layout.type();
  }

  /** The value list that decodes this field, if it is coded. */
  public Optional<Indicator> indicator() {
    return layout.indicator();
  }

  /** The column's name in the database, such as {@code pricing_indicator_1}. */
  public String column() {
    return column;
  }
}
