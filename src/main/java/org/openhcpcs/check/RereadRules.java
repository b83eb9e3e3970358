package org.openhcpcs.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.PublishedRecord;

/** Explains how the records of an archive differ from those that were read from it before. */
public final class RereadRules {

  private RereadRules() {}

  /**
   * One finding per field that reads otherwise, and per record that only one reading has; more than
   * a hundred of a kind become one.
   *
   * @param before what was loaded
   * @param now what the archive says now
   * @param file the code file
   * @param programVersion the version of the program that reads it now
   */
  public static List<Finding> compare(
      List<PublishedRecord> before, List<PublishedRecord> now, String file, String programVersion) {
    Map<String, PublishedRecord> left = new LinkedHashMap<>();
    before.forEach(record -> left.put(record.code(), record));
    List<Finding> findings = new ArrayList<>();
    for (PublishedRecord record : now) {
      PublishedRecord old = left.remove(record.code());
      if (old == null) {
        findings.add(
            finding(
                    "reparse-record",
                    "a record was not there when the file was read before",
                    programVersion)
                .about(record.code())
                .at(file, record.line()));
        continue;
      }
      Map<String, String> asBefore = values(old);
      values(record)
          .forEach(
              (field, value) -> {
                String was = asBefore.getOrDefault(field, "");
                if (!value.equals(was)) {
                  findings.add(
                      finding(
                              "reparse-field",
                              "a field read otherwise when the file was read before",
                              programVersion)
                          .about(record.code())
                          .in(field, was)
                          .at(file, record.line())
                          .expected(value));
                }
              });
    }
    for (String code : left.keySet()) {
      findings.add(
          finding(
                  "reparse-record-gone",
                  "a record was there when the file was read before",
                  programVersion)
              .about(code)
              .at(file));
    }
    if (findings.isEmpty()) {
      findings.add(
          finding(
                  "reparse-order",
                  "the records stood in another order when the file was read before",
                  programVersion)
              .at(file));
    }
    return Alike.grouped(findings);
  }

  private static Map<String, String> values(PublishedRecord published) {
    Map<String, String> values = new LinkedHashMap<>();
    Field.ALL.forEach(field -> values.put(field.column(), published.record().get(field)));
    values.put("sequence", Integer.toString(published.sequenceNumber()));
    return values;
  }

  private static Finding finding(String rule, String what, String programVersion) {
    return Finding.warning(rule, what + "; version " + programVersion + " read it again");
  }
}
