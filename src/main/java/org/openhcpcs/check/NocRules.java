package org.openhcpcs.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.source.companion.NocCode;

/** Holds the NOC list against the code file of its edition. */
public final class NocRules {

  private NocRules() {}

  /** A finding for each code that the list has and the edition has not. */
  public static List<Finding> check(
      String listFile, List<NocCode> list, List<PublishedRecord> records) {
    Set<String> codes = records.stream().map(PublishedRecord::code).collect(Collectors.toSet());
    return list.stream()
        .filter(noc -> !codes.contains(noc.code()))
        .map(
            noc ->
                Finding.warning(
                        "noc-missing-code",
                        "the NOC list names a code that the edition does not list")
                    .about(noc.code())
                    .at(listFile, noc.row()))
        .toList();
  }
}
