package org.openhcpcs.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.StatuteReference;
import org.openhcpcs.source.CodeFile;

/** Spellings of statutes that have no normal form, each where it first stands. */
public final class StatuteRules {

  private StatuteRules() {}

  public static List<Finding> check(CodeFile file) {
    List<Finding> findings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (PublishedRecord published : file.records()) {
      String statute = published.record().get(Field.STATUTE);
      if (!statute.isEmpty() && seen.add(statute) && StatuteReference.of(statute).isEmpty()) {
        findings.add(
            Finding.info(
                    "field-statute",
                    "the statute's spelling cannot be told for sure; it has no normal form")
                .about(published.code())
                .at(file.file(), published.line())
                .in(Field.STATUTE, statute));
      }
    }
    return findings;
  }
}
