package org.openhcpcs.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.source.CodeFile;

/**
 * Values of indicators that no document explains. They are loaded and get a lookup row; each is a
 * finding where it first stands.
 */
public final class IndicatorRules {

  /** The rule that its findings bear. */
  public static final String RULE = "indicator-undocumented";

  private static final List<Field> CODED =
      Field.ALL.stream().filter(field -> field.indicator().isPresent()).toList();

  private IndicatorRules() {}

  /**
   * What a file uses beyond the documented values.
   *
   * @param values the values without a document, by indicator
   * @param findings one per value and file
   */
  public record Undocumented(Map<Indicator, Set<String>> values, List<Finding> findings) {}

  /** Compares the values of a file with the documented ones. */
  public static Undocumented check(CodeFile file, Map<Indicator, Set<String>> documented) {
    Map<Indicator, Set<String>> values = new EnumMap<>(Indicator.class);
    List<Finding> findings = new ArrayList<>();
    for (PublishedRecord published : file.records()) {
      for (Field field : CODED) {
        String value = published.record().get(field);
        Indicator indicator = field.indicator().orElseThrow();
        if (!value.isEmpty()
            && !documented.getOrDefault(indicator, Set.of()).contains(value)
            && values.computeIfAbsent(indicator, i -> new LinkedHashSet<>()).add(value)) {
          findings.add(
              Finding.warning(
                      RULE,
                      "no record layout or processing note explains this value; it was loaded as it is")
                  .about(published.code())
                  .at(file.file(), published.line())
                  .in(field, value)
                  .expected("a documented value"));
        }
      }
    }
    return new Undocumented(values, findings);
  }
}
