package org.openhcpcs.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.unit.BilledUnit;
import org.openhcpcs.code.unit.UnitText;
import org.openhcpcs.source.CodeFile;

/** Descriptions that say two things of what one unit stands for. */
public final class UnitRules {

  private UnitRules() {}

  public static List<Finding> check(CodeFile file) {
    List<Finding> findings = new ArrayList<>();
    for (PublishedRecord published : file.records()) {
      List<BilledUnit> contradicting = UnitText.of(published.record()).contradicting();
      if (!contradicting.isEmpty()) {
        findings.add(
            Finding.info(
                    "unit-several",
                    "the description has %s, and does not say which of them a unit stands for; none was taken"
                        .formatted(
                            contradicting.stream()
                                .map(BilledUnit::source)
                                .collect(Collectors.joining(" and "))))
                .about(published.code())
                .at(file.file(), published.line())
                .in(Field.LONG_DESCRIPTION, published.record().get(Field.LONG_DESCRIPTION)));
      }
    }
    return findings;
  }
}
