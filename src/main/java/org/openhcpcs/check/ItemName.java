package org.openhcpcs.check;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openhcpcs.code.LayoutField;

/** The names that corrections use for the items of a record, in their texts and as headers. */
final class ItemName {

  private static final Map<LayoutField, String> PATTERNS = patterns();

  /** Any name, as a pattern; {@link #of} tells which item it names. */
  static final String ANY = PATTERNS.values().stream().collect(Collectors.joining("|", "(?:", ")"));

  private static final Pattern NUMBERED = Pattern.compile("(.*?)[ _]?\\d?");

  private ItemName() {}

  /**
   * The item that a name stands for, whatever its case; a number behind it, as in {@code PRICE2},
   * does not count.
   */
  static Optional<LayoutField> of(String name) {
    Matcher numbered = NUMBERED.matcher(name.strip().toUpperCase(Locale.ROOT));
    String plain = numbered.matches() ? numbered.group(1) : name;
    return PATTERNS.entrySet().stream()
        .filter(entry -> Pattern.matches(entry.getValue(), plain))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Map<LayoutField, String> patterns() {
    String date = "(?:DATE|DT)";
    String code = "(?: CODES?| IND(?:ICATOR)?S?)?";
    Map<LayoutField, String> patterns = new EnumMap<>(LayoutField.class);
    patterns.put(LayoutField.LONG_DESCRIPTION, "LONG DESC(?:RIPTION|RIPTOR)?S?");
    patterns.put(LayoutField.SHORT_DESCRIPTION, "SHORT DESC(?:RIPTION|RIPTOR)?S?");
    patterns.put(
        LayoutField.ASC_EFFECTIVE_DATE, "ASC (?:PAY GRP )?(?:(?:START|EFF(?:ECTIVE)?) )?" + date);
    patterns.put(
        LayoutField.ASC_PAYMENT_GROUP, "ASC(?: PAY(?:MENT)?)?(?: IND(?:ICATOR)?| GROUP| GRP)?");
    patterns.put(LayoutField.ACTION_EFFECTIVE_DATE, "ACT(?:ION)? EFF(?:ECTIVE)? " + date);
    patterns.put(LayoutField.ACTION, "ACTION(?: CODE| CD)?");
    patterns.put(LayoutField.ADDED_DATE, "(?:CODE )?ADD(?:ED)? " + date);
    patterns.put(LayoutField.TERMINATION_DATE, "TERM(?:INATION)? " + date);
    patterns.put(LayoutField.COVERAGE_ISSUES_MANUAL, "CIM|COVERAGE ISSUES MANUAL");
    patterns.put(LayoutField.CARRIERS_MANUAL, "MCM|CARRIERS MANUAL");
    patterns.put(LayoutField.COVERAGE, "COV(?:ERAGE)?" + code);
    patterns.put(
        LayoutField.MULTIPLE_PRICING_INDICATOR,
        "MULT(?:IPLE)?[ _]P(?:RIC(?:E|ING) )?I(?:ND(?:ICATOR)?)?|MPI");
    patterns.put(LayoutField.PRICING_INDICATOR, "PRIC(?:E|ING)" + code);
    patterns.put(LayoutField.CROSS_REFERENCE, "(?:X-?REF|CROSS[- ]?REF(?:ERENCE)?)S?" + code);
    patterns.put(LayoutField.TYPE_OF_SERVICE, "(?:TOS|TYPES? OF SERVICE)" + code);
    patterns.put(LayoutField.BETOS, "BETOS" + code);
    patterns.put(LayoutField.STATUTE, "STATUTE");
    patterns.put(LayoutField.PROCESSING_NOTE, "PROC(?:ESSING)? ?NOTE(?: NUMBER)?");
    patterns.put(LayoutField.LAB_CERTIFICATION, "LAB ?CERT(?:IFICATION)?" + code);
    return patterns;
  }
}
