package org.openhcpcs.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.Records;

class RereadRulesTest {

  private static PublishedRecord record(String code, int sequence, Map<Field, String> values) {
    return new PublishedRecord(Records.procedure(code, values), sequence, 7, Set.of());
  }

  private static List<Finding> compare(List<PublishedRecord> before, List<PublishedRecord> now) {
    return RereadRules.compare(before, now, "a.txt", "2.0");
  }

  private static Finding finding(String rule, String what) {
    return Finding.warning(rule, what + "; version 2.0 read it again");
  }

  @ParameterizedTest
  @EnumSource(Field.class)
  void findEveryFieldThatReadsOtherwise(Field field) {
    assertThat(
            compare(
                List.of(record("A0021", 100, Map.of(field, "x"))),
                List.of(record("A0021", 100, Map.of(field, "y")))))
        .containsExactly(
            finding("reparse-field", "a field read otherwise when the file was read before")
                .about("A0021")
                .in(field, "x")
                .at("a.txt", 7)
                .expected("y"));
  }

  @Test
  void findAnotherSequenceNumber() {
    assertThat(
            compare(
                List.of(record("A0021", 100, Map.of())), List.of(record("A0021", 200, Map.of()))))
        .containsExactly(
            finding("reparse-field", "a field read otherwise when the file was read before")
                .about("A0021")
                .in("sequence", "100")
                .at("a.txt", 7)
                .expected("200"));
  }

  @Test
  void findRecordsThatOneReadingLacks() {
    PublishedRecord both = record("A0021", 100, Map.of());
    assertThat(
            compare(
                List.of(both, record("A0080", 100, Map.of())),
                List.of(both, record("A0090", 100, Map.of()))))
        .containsExactly(
            finding("reparse-record", "a record was not there when the file was read before")
                .about("A0090")
                .at("a.txt", 7),
            finding("reparse-record-gone", "a record was there when the file was read before")
                .about("A0080")
                .at("a.txt"));
  }

  @Test
  void findAnotherOrderWhereNothingElseDiffers() {
    PublishedRecord one = record("A0021", 100, Map.of());
    PublishedRecord other = record("A0080", 100, Map.of());
    assertThat(compare(List.of(one, other), List.of(other, one)))
        .containsExactly(
            finding(
                    "reparse-order",
                    "the records stood in another order when the file was read before")
                .at("a.txt"));
  }
}
