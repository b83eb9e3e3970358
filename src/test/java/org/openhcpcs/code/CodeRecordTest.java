package org.openhcpcs.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CodeRecordTest {

  private static final Map<Field, String> WHEELCHAIR =
      Map.of(
          Field.LONG_DESCRIPTION,
          "Rollabout chair’s seat",
          Field.SHORT_DESCRIPTION,
          "Rollabout chair",
          Field.COVERAGE,
          "D",
          Field.ADDED_DATE,
          "1986-01-01",
          Field.ACTION,
          "N");

  /** Computed with Python's hashlib, so that a change of the hash cannot go unseen. */
  @Test
  void keepsItsHashFromReleaseToRelease() {
    assertThat(Records.procedure("E1031", WHEELCHAIR).contentHash())
        .isEqualTo(UUID.fromString("e0f4be0e-2ec9-544d-18fa-37d4a6cc9078"));
  }

  @Test
  void hasTheHashOfItsContentAndNothingElse() {
    assertThat(Records.procedure("E1031", WHEELCHAIR).contentHash())
        .isEqualTo(Records.procedure("E1031", WHEELCHAIR).contentHash())
        .isNotEqualTo(Records.procedure("E1032", WHEELCHAIR).contentHash())
        .isNotEqualTo(Records.modifier("E1031", WHEELCHAIR).contentHash());
  }

  @Test
  void hashesEveryFieldAtItsOwnPlace() {
    assertThat(
            Field.ALL.stream()
                .map(field -> Records.procedure("E1031", Map.of(field, "9")).contentHash()))
        .doesNotHaveDuplicates()
        .hasSize(Field.ALL.size())
        .doesNotContain(Records.procedure("E1031", Map.of()).contentHash());
  }

  @Test
  void doesNotHashNeighboursAsOneText() {
    CodeRecord split =
        Records.procedure(
            "E1031", Map.of(Field.LONG_DESCRIPTION, "A", Field.SHORT_DESCRIPTION, "BC"));
    CodeRecord moved =
        Records.procedure(
            "E1031", Map.of(Field.LONG_DESCRIPTION, "AB", Field.SHORT_DESCRIPTION, "C"));
    assertThat(split.contentHash()).isNotEqualTo(moved.contentHash());
  }

  @Test
  void copiesItsValues() {
    List<String> values = new ArrayList<>(Records.values(WHEELCHAIR));
    CodeRecord record = new CodeRecord("E1031", Kind.PROCEDURE, values);
    values.set(0, "changed");
    assertThat(record.get(Field.LONG_DESCRIPTION)).isEqualTo("Rollabout chair’s seat");
    assertThatThrownBy(() -> record.values().set(0, "changed"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void refusesOneValueTooFewAndOneTooMany() {
    List<String> values = Records.values(WHEELCHAIR);
    List<String> more = new ArrayList<>(values);
    more.add("");
    assertThatThrownBy(() -> new CodeRecord("E1031", Kind.PROCEDURE, values.subList(0, 44)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a record has 45 fields, not 44");
    assertThatThrownBy(() -> new CodeRecord("E1031", Kind.PROCEDURE, more))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a record has 45 fields, not 46");
  }

  @Test
  void givesEachValueToItsField() {
    List<String> columns = Field.ALL.stream().map(Field::column).toList();
    CodeRecord record = new CodeRecord("E1031", Kind.PROCEDURE, columns);
    for (Field field : Field.ALL) {
      assertThat(record.get(field)).isEqualTo(field.column());
    }
  }

  @Test
  void givesDates() {
    CodeRecord record = Records.procedure("E1031", WHEELCHAIR);
    assertThat(record.date(Field.ADDED_DATE)).contains(LocalDate.of(1986, 1, 1));
    assertThat(record.date(Field.TERMINATION_DATE)).isEmpty();
    assertThatThrownBy(() -> record.date(Field.ACTION)).isInstanceOf(DateTimeParseException.class);
  }

  @Test
  void namesItsKindAsTheDatabaseDoes() {
    assertThat(Kind.PROCEDURE.label()).isEqualTo("procedure");
    assertThat(Kind.MODIFIER.label()).isEqualTo("modifier");
  }

  @Test
  void isNamedByItsCodeWhenPublished() {
    assertThat(new PublishedRecord(Records.modifier("A1", Map.of()), 100, 9, Set.of()).code())
        .isEqualTo("A1");
  }

  @Test
  void takesACodeAsACopiedCellHasIt() {
    for (String asked : List.of("j9380", "\u00a0J9380\u202f", "\tJ9380 \r\n", "J9380\u001f")) {
      assertThat(CodeRecord.codeOf(asked)).isEqualTo("J9380");
    }
    assertThat(CodeRecord.codeOf("J93 80")).isEqualTo("J93 80");
  }

  @Test
  void takesNoTimeForALongText() {
    String blanks = " ".repeat(1 << 20);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(CodeRecord.codeOf("a" + blanks + "b")).hasSize(blanks.length() + 2));
  }
}
