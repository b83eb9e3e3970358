package org.openhcpcs.source;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.source.table.SheetRow;

/**
 * Which column of a code table holds which field, found by the names in its header row. CMS has
 * used several names for each over the years; blanks, case and punctuation do not count.
 *
 * @param unknown names in the header that stand for no field, or for one that has its column
 *     already
 * @param width how many columns the table has
 */
record CodeColumns(
    int code,
    int sequence,
    int identification,
    Map<Field, Integer> fields,
    List<String> unknown,
    int width) {

  /**
   * Fewer known columns than this, and the row is no header of a code table; CMS's have 48 or 49.
   */
  private static final int FEWEST = 20;

  /** Without the dates every code would count as valid for ever. */
  private static final Set<Field> NEEDED =
      Set.of(Field.LONG_DESCRIPTION, Field.ADDED_DATE, Field.TERMINATION_DATE);

  private static final int NONE = -1;
  private static final String CODE = "HCPC";
  private static final String SEQUENCE = "SEQNUM";
  private static final String IDENTIFICATION = "RECID";

  /**
   * The names that a field had; the first is that of CMS's workbooks of today, as CMS spells it.
   */
  private static final Map<LayoutField, List<String>> NAMES =
      LayoutField.table(
          """
          LONG_DESCRIPTION: LONG DESCRIPTION, LONGDESC, LONGDESCRIPTOR
          SHORT_DESCRIPTION: SHORT DESCRIPTION, SHORTDESC, SHORTDESCRIPTOR
          PRICING_INDICATOR: PRICE, PI, PRICINGINDICATOR, PRICINGINDICATORCODE
          MULTIPLE_PRICING_INDICATOR: MULT_PI, MPI, MULTIPLEPRICINGINDICATOR
          COVERAGE_ISSUES_MANUAL: CIM, COVERAGEISSUESMANUAL
          CARRIERS_MANUAL: MCM, CARRIERSMANUAL
          STATUTE: STATUTE, STATUTENUMBER
          LAB_CERTIFICATION: LABCERT, LABCERTIFICATION
          CROSS_REFERENCE: XREF, CROSSREFERENCE, CROSSREF
          COVERAGE: COV, COVERAGE, COVERAGECODE
          ASC_PAYMENT_GROUP: ASC_GRP, ASCPAYGRP, ASCPAYMENTGROUP
          ASC_EFFECTIVE_DATE: ASC_DT, ASCPAYGRPEFFDATE, ASCEFFECTIVEDATE, ASCEFFDATE
          MOG_PAYMENT_GROUP: OPPS, MOGPAYGRP, MOGPAYMENTGROUP, MOGGRP
          MOG_PAYMENT_POLICY: OPPS_PI, MOGPAYIND, MOGPAYMENTPOLICY, MOGPI
          MOG_EFFECTIVE_DATE: OPPS_DT, MOGEFFDATE, MOGEFFECTIVEDATE, MOGDT
          PROCESSING_NOTE: PROCNOTE, PROCESSINGNOTE, PROCESSINGNOTENUMBER
          BETOS: BETOS, BETOSCODE
          TYPE_OF_SERVICE: TOS, TYPEOFSERVICE
          ANESTHESIA_BASE_UNITS: ANEST_BU, ANESTBASEUNITS, ANESTHESIABASEUNITS
          ADDED_DATE: ADD DT, CODEADDDATE, CODEADDEDDATE, ADDDATE, ADDEDDATE
          ACTION_EFFECTIVE_DATE: ACT EFF DT, ACTIONEFFDATE, ACTIONEFFECTIVEDATE
          TERMINATION_DATE: TERM DT, TERMDATE, TERMINATIONDATE
          ACTION: ACTION CD, ACTIONCODE, ACTION
          """);

  private static final Map<String, Field> FIELDS = fieldNames();

  /** The columns, if the row is the header of a code table. */
  static Optional<CodeColumns> of(SheetRow header) {
    Map<String, Integer> keys = new HashMap<>();
    Map<Field, Integer> fields = new EnumMap<>(Field.class);
    List<String> unknown = new ArrayList<>();
    for (int column = 0; column < header.columns(); column++) {
      String name = normalize(header.text(column));
      Field field = FIELDS.get(name);
      String key = key(name);
      boolean isKnown = field != null || key != null || name.isEmpty() || name.equals("FILLER");
      boolean isSecond =
          (field != null && fields.putIfAbsent(field, column) != null)
              || (key != null && keys.putIfAbsent(key, column) != null);
      if (!isKnown || isSecond) {
        unknown.add(header.words(column));
      }
    }
    boolean isHeader =
        keys.containsKey(CODE) && fields.size() >= FEWEST && fields.keySet().containsAll(NEEDED);
    return isHeader
        ? Optional.of(
            new CodeColumns(
                keys.getOrDefault(CODE, NONE),
                keys.getOrDefault(SEQUENCE, NONE),
                keys.getOrDefault(IDENTIFICATION, NONE),
                fields,
                unknown,
                header.columns()))
        : Optional.empty();
  }

  /** What a column holds that is no field of a record; null for any other. */
  private static @Nullable String key(String name) {
    return switch (name) {
      case "HCPC", "HCPCS", "HCPCSCODE", "HCPCSCD", "CODE" -> CODE;
      case "SEQNUM", "SEQ", "SEQUENCENUMBER", "HCPCSSQNCNUM" -> SEQUENCE;
      case "RECID", "RIC", "RECORDIDENTIFICATIONCODE", "HCPCSRECIDENTCD" -> IDENTIFICATION;
      default -> null;
    };
  }

  /** The columns of a code file that a row does not name, as CMS names them today. */
  static List<String> missing(SheetRow row) {
    Set<LayoutField> named = EnumSet.noneOf(LayoutField.class);
    boolean hasCode = false;
    for (int column = 0; column < row.columns(); column++) {
      String name = normalize(row.text(column));
      Optional.ofNullable(FIELDS.get(name)).ifPresent(field -> named.add(field.layout()));
      hasCode = hasCode || CODE.equals(key(name));
    }
    List<String> missing = new ArrayList<>(hasCode ? List.of() : List.of(CODE));
    NAMES.forEach(
        (layout, names) -> {
          if (!named.contains(layout)) {
            missing.add(names.get(0) + (layout.occurs() == 1 ? "" : "1-" + layout.occurs()));
          }
        });
    return missing;
  }

  String code(SheetRow row) {
    return row.words(code);
  }

  String sequence(SheetRow row) {
    return row.words(sequence);
  }

  String identification(SheetRow row) {
    return row.words(identification);
  }

  /** The column of a field, -1 if the table has none. */
  int column(Field field) {
    return fields.getOrDefault(field, NONE);
  }

  /** The name of a field's column in CMS's workbooks of today. */
  static String name(Field field) {
    return numbered(NAMES.getOrDefault(field.layout(), List.of("")).get(0), field);
  }

  private static String numbered(String name, Field field) {
    return field.layout().occurs() == 1 ? name : name + field.occurrence();
  }

  private static String normalize(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }

  private static Map<String, Field> fieldNames() {
    Map<String, Field> fields = new HashMap<>();
    for (Field field : Field.ALL) {
      for (String spelling : NAMES.getOrDefault(field.layout(), List.of())) {
        fields.put(normalize(numbered(spelling, field)), field);
      }
    }
    return Map.copyOf(fields);
  }
}
