package org.openhcpcs.code;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The items of CMS's contractor record, with 1-based inclusive positions exactly as the record
 * layout prints them. For a field that occurs more than once the positions are those of the first
 * occurrence; the others follow without a gap.
 *
 * <p>Source: "HCPCS Contractor Record" layouts of 2010, 2016, 2017 and 2019, which agree on every
 * position.
 */
public enum LayoutField {
  CODE(1, 5, 1, Type.TEXT, "HCPCS_CD"),
  SEQUENCE_NUMBER(6, 10, 1, Type.NUMBER, "HCPCS_SQNC_NUM"),
  RECORD_IDENTIFICATION_CODE(11, 11, 1, Type.TEXT, "HCPCS_REC_IDENT_CD"),
  LONG_DESCRIPTION(12, 91, 1, Type.TEXT, "HCPCS_LONG_DESC_TXT"),
  SHORT_DESCRIPTION(92, 119, 1, Type.TEXT, "HCPCS_SHRT_DESC_TXT"),
  PRICING_INDICATOR(120, 121, 4, Indicator.PRICING_INDICATOR, "HCPCS_PRCNG_IND_CD"),
  MULTIPLE_PRICING_INDICATOR(
      128, 128, 1, Indicator.MULTIPLE_PRICING_INDICATOR, "HCPCS_MLTPL_PRCNG_IND_CD"),
  COVERAGE_ISSUES_MANUAL(129, 134, 3, Type.TEXT, "HCPCS_CIM_RFRNC_SECT_NUM"),
  CARRIERS_MANUAL(147, 154, 3, Type.TEXT, "HCPCS_MCM_RFRNC_SECT_NUM"),
  STATUTE(171, 180, 1, Type.TEXT, "HCPCS_STATUTE_NUM"),
  LAB_CERTIFICATION(181, 183, 8, Indicator.LAB_CERTIFICATION, "HCPCS_LAB_CRTFCTN_CD"),
  CROSS_REFERENCE(205, 209, 5, Type.TEXT, "HCPCS_XREF_CD"),
  COVERAGE(230, 230, 1, Indicator.COVERAGE, "HCPCS_CVRG_CD"),
  ASC_PAYMENT_GROUP(231, 232, 1, Indicator.ASC_PAYMENT_GROUP, "HCPCS_ASC_PMT_GRP_CD"),
  ASC_EFFECTIVE_DATE(233, 240, 1, Type.DATE, "HCPCS_ASC_PMT_GRP_EFCTV_DT"),
  MOG_PAYMENT_GROUP(241, 243, 1, Indicator.MOG_PAYMENT_GROUP, "HCPCS_MOG_PMT_GRP_CD"),
  MOG_PAYMENT_POLICY(244, 244, 1, Indicator.MOG_PAYMENT_POLICY, "HCPCS_MOG_PMT_PLCY_IND_CD"),
  MOG_EFFECTIVE_DATE(245, 252, 1, Type.DATE, "HCPCS_MOG_PMT_GRP_EFCTV_DT"),
  PROCESSING_NOTE(253, 256, 1, Indicator.PROCESSING_NOTE, "HCPCS_PRCSG_NOTE_NUM"),
  BETOS(257, 259, 1, Indicator.BETOS, "HCPCS_BETOS_CD"),
  FILLER_AFTER_BETOS(260, 260, 1, Type.FILLER, "FILLER"),
  TYPE_OF_SERVICE(261, 261, 5, Indicator.TYPE_OF_SERVICE, "HCPCS_TYPE_SRVC_CD"),
  ANESTHESIA_BASE_UNITS(266, 268, 1, Type.NUMBER, "HCPCS_ANSTHSA_BASE_UNIT_QTY"),
  ADDED_DATE(269, 276, 1, Type.DATE, "HCPCS_CD_ADD_DT"),
  ACTION_EFFECTIVE_DATE(277, 284, 1, Type.DATE, "HCPCS_ACTN_EFCTV_DT"),
  TERMINATION_DATE(285, 292, 1, Type.DATE, "HCPCS_TRMNTN_DT"),
  ACTION(293, 293, 1, Indicator.ACTION, "HCPCS_ACTN_CD"),
  FILLER_AT_END(294, 320, 1, Type.FILLER, "FILLER");

  /** The width of a record as the layout states it; real lines are shorter or longer. */
  public static final int RECORD_WIDTH = 320;

  /** How the characters of a field are meant. */
  public enum Type {
    TEXT,
    /** {@code YYYYMMDD} or blank. */
    DATE,
    /** Digits, blank-padded on the left or the right, or blank. */
    NUMBER,
    /** Nothing; whatever stands there is reported. */
    FILLER
  }

  private final int begin;
  private final int end;
  private final int occurs;
  private final Type type;
  private final @Nullable Indicator indicator;
  private final String standardAlias;

  LayoutField(int begin, int end, int occurs, Type type, String standardAlias) {
    this(begin, end, occurs, type, null, standardAlias);
  }

  LayoutField(int begin, int end, int occurs, Indicator indicator, String standardAlias) {
    this(begin, end, occurs, Type.TEXT, indicator, standardAlias);
  }

  LayoutField(
      int begin,
      int end,
      int occurs,
      Type type,
      @Nullable Indicator indicator,
      String standardAlias) {
    this.begin = begin;
    this.end = end;
    this.occurs = occurs;
    this.type = type;
    this.indicator = indicator;
    this.standardAlias = standardAlias;
  }

  /**
   * Reads what a table says of fields, in lines such as {@code STATUTE: one, other}; of a field
   * that has several lines they are read as one.
   */
  public static Map<LayoutField, List<String>> table(String lines) {
    Map<LayoutField, List<String>> table = new EnumMap<>(LayoutField.class);
    for (String line : lines.lines().toList()) {
      String[] parts = line.split(": ", 2);
      table
          .computeIfAbsent(valueOf(parts[0]), field -> new ArrayList<>())
          .addAll(List.of(parts[1].split(", ", -1)));
    }
    return table;
  }

  /** First position, 1-based, of the given occurrence (1 to {@link #occurs()}). */
  public int begin(int occurrence) {
    return begin + (occurrence - 1) * width();
  }

  /** Last position, 1-based and inclusive, of the given occurrence (1 to {@link #occurs()}). */
  public int end(int occurrence) {
    return begin(occurrence) + width() - 1;
  }

  /** Characters of one occurrence. */
  public int width() {
    return end - begin + 1;
  }

  /** How many times the field stands in a record, one behind the other. */
  public int occurs() {
    return occurs;
  }

  public Type type() {
    return type;
  }

  /** The value list that decodes the field, if it is coded. */
  public Optional<Indicator> indicator() {
    return Optional.ofNullable(indicator);
  }

  /** The name that the record layout prints as STANDARD ALIAS. */
  public String standardAlias() {
    return standardAlias;
  }
}
