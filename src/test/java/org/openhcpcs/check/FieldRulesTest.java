package org.openhcpcs.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.Records;
import org.openhcpcs.code.Severity;
import org.openhcpcs.source.CodeFile;

class FieldRulesTest {

  private static final Map<Field, String> SOUND =
      Map.of(
          Field.LONG_DESCRIPTION, "Ambulance service",
          Field.SHORT_DESCRIPTION, "Ambulance",
          Field.ADDED_DATE, "1986-01-01",
          Field.ACTION_EFFECTIVE_DATE, "1994-01-01",
          Field.ACTION, "N");

  @Test
  void findNothingInASoundRecord() {
    assertThat(FieldRules.check(CodeFiles.of(record("A0021", Map.of())))).isEmpty();
    assertThat(
            FieldRules.check(
                CodeFiles.of(
                    record(
                        "A0021",
                        Map.of(
                            Field.TERMINATION_DATE, "2019-12-31",
                            Field.ACTION_EFFECTIVE_DATE, "2020-01-01")))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LONG_DESCRIPTION, long_description, the record has no long description",
    "SHORT_DESCRIPTION, short_description, the record has no short description"
  })
  void findAMissingDescription(Field field, String column, String message) {
    assertThat(
            FieldRules.check(
                CodeFiles.of(record("A0021", Map.of()), record("A0022", Map.of(field, "")))))
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "field-description",
                "A0022",
                column,
                "a.txt",
                2,
                "",
                null,
                message));
  }

  @Test
  void findABlankActionThatCanBeRead() {
    CodeRecord blank = record("A0021", Map.of(Field.ACTION, ""));
    CodeFile file = CodeFiles.of(blank);
    assertThat(FieldRules.check(file))
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "field-action",
                "A0021",
                "action",
                "a.txt",
                1,
                "",
                null,
                "the record has no action code; only its fields tell what changed"));
    PublishedRecord unreadable = new PublishedRecord(blank, 100, 1, Set.of(Field.ACTION));
    assertThat(FieldRules.check(file.with(List.of(unreadable), List.of()))).isEmpty();
  }

  @Test
  void findACodeThatEndedBeforeItWasAdded() {
    assertThat(FieldRules.check(CodeFiles.of(ended("2020-01-02", "2020-01-01", "2020-01-02"))))
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "field-termination-before-added",
                "A0021",
                "termination_date",
                "a.txt",
                1,
                "2020-01-01",
                "not before 2020-01-02",
                "the code ended before it was added"));
  }

  @Test
  void acceptACodeThatEndedOnTheDayItWasAdded() {
    assertThat(FieldRules.check(CodeFiles.of(ended("2020-01-01", "2020-01-01", "2020-01-02"))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2019-12-30", "2019-12-31", "2020-01-02"})
  void findAnActionDateThatIsNotTheDayAfterTheTermination(String effective) {
    assertThat(FieldRules.check(CodeFiles.of(ended("1986-01-01", "2019-12-31", effective))))
        .containsExactly(
            new Finding(
                Severity.INFO,
                "field-termination-action-date",
                "A0021",
                "action_effective_date",
                "a.txt",
                1,
                effective,
                "2020-01-01",
                "the action effective date of an ended code is not the day after its termination"));
  }

  @Test
  void acceptAnEndedCodeWithoutOtherDates() {
    assertThat(FieldRules.check(CodeFiles.of(ended("", "2019-12-31", "")))).isEmpty();
  }

  @Test
  void findEverythingThatIsWrongInTheOrderOfTheFile() {
    assertThat(
            FieldRules.check(
                CodeFiles.of(
                    Records.modifier("A1", Map.of()),
                    record("A0021", Map.of()),
                    ended("2020-01-02", "2020-01-01", "2020-01-01"))))
        .extracting(Finding::line, Finding::code, Finding::rule)
        .containsExactly(
            tuple(1, "A1", "field-description"),
            tuple(1, "A1", "field-description"),
            tuple(1, "A1", "field-action"),
            tuple(3, "A0021", "field-termination-before-added"),
            tuple(3, "A0021", "field-termination-action-date"));
  }

  private static CodeRecord ended(String added, String terminated, String effective) {
    return record(
        "A0021",
        Map.of(
            Field.ADDED_DATE, added,
            Field.TERMINATION_DATE, terminated,
            Field.ACTION_EFFECTIVE_DATE, effective));
  }

  private static CodeRecord record(String code, Map<Field, String> changes) {
    Map<Field, String> values = new EnumMap<>(SOUND);
    values.putAll(changes);
    return Records.procedure(code, values);
  }

  @Test
  void findASpellingWithoutANormalFormWhereItFirstStands() {
    assertThat(
            FieldRules.check(
                CodeFiles.of(
                    Records.procedure("A0021", Map.of(Field.STATUTE, "1833(t)")),
                    Records.procedure("A0022", Map.of(Field.STATUTE, "1862.1")),
                    Records.procedure("A0023", Map.of()),
                    Records.procedure("A0024", Map.of(Field.STATUTE, "1862.1")))))
        .filteredOn(Finding::rule, "field-statute")
        .containsExactly(
            new Finding(
                Severity.INFO,
                "field-statute",
                "A0022",
                "statute",
                "a.txt",
                2,
                "1862.1",
                null,
                "the statute's spelling cannot be told for sure; it has no normal form"));
  }

  @Test
  void findsADescriptionThatSaysTwoThings() {
    String two = "Injection, tarovaline 50 mg and amyline 25 mg";
    assertThat(
            FieldRules.check(
                CodeFiles.of(
                    Records.procedure(
                        "J4801", Map.of(Field.LONG_DESCRIPTION, "Injection, tarovaline, 10 mg")),
                    Records.procedure("J4802", Map.of(Field.LONG_DESCRIPTION, two)),
                    Records.procedure("J4803", Map.of()))))
        .filteredOn(Finding::rule, "unit-several")
        .containsExactly(
            new Finding(
                Severity.INFO,
                "unit-several",
                "J4802",
                "long_description",
                "a.txt",
                2,
                two,
                null,
                "the description has 50 mg and 25 mg, and does not say which of them a unit stands for; none was taken"));
  }
}
