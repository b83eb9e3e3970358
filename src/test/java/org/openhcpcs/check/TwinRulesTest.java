package org.openhcpcs.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.Records;
import org.openhcpcs.code.Severity;
import org.openhcpcs.source.CodeFile;
import org.openhcpcs.source.RejectedLine;
import org.openhcpcs.source.SourceLine;

class TwinRulesTest {

  private static final CodeRecord SOUND =
      Records.procedure("A0021", Map.of(Field.LONG_DESCRIPTION, "Ambulance", Field.COVERAGE, "C"));

  @Test
  void findNothingWhereBothSayTheSame() {
    CodeFile text = CodeFiles.of(SOUND, Records.modifier("A1", Map.of()));
    CodeFile twin = CodeFiles.of(Records.modifier("A1", Map.of()), SOUND);
    CodeFile compared = TwinRules.apply(text, twin);
    assertThat(compared).isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource(Field.class)
  void findADifferenceInEveryField(Field field) {
    CodeFile text = twin(1, Records.procedure("A0021", Map.of(field, "x")));
    CodeFile twin = twin(7, Records.procedure("A0021", Map.of(field, "y")));
    CodeFile compared = TwinRules.apply(text, twin);
    assertThat(compared.records()).isEqualTo(text.records());
    assertThat(compared.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "twin-difference",
                "A0021",
                field.column(),
                "b.xlsx",
                7,
                "y",
                "x",
                "the twin says something else; what the code file says was loaded"));
  }

  @ParameterizedTest
  @CsvSource({"x, '', x", "'', x, ''", "a b, a  c, a b", "a b, ab, a b", "Ab, ab, Ab"})
  void findWhatOneOfThemLacksOrSpellsOtherwise(String own, String other, String expected) {
    CodeFile compared =
        TwinRules.apply(
            CodeFiles.of(Records.procedure("A0021", Map.of(Field.LONG_DESCRIPTION, own))),
            twin(1, Records.procedure("A0021", Map.of(Field.LONG_DESCRIPTION, other))));
    assertThat(compared.findings())
        .extracting(Finding::rule, Finding::observed, Finding::expected)
        .containsExactly(tuple("twin-difference", other, expected));
  }

  @ParameterizedTest
  @CsvSource({"a  b, a b", "a b, a   b", "a\u00a0b, a b", "a \u00a0b, a  b"})
  void countRunsOfBlanksAsOne(String own, String other) {
    assertThat(
            TwinRules.apply(
                    CodeFiles.of(Records.procedure("A0021", Map.of(Field.LONG_DESCRIPTION, own))),
                    twin(1, Records.procedure("A0021", Map.of(Field.LONG_DESCRIPTION, other))))
                .findings())
        .isEmpty();
  }

  @Test
  void findCodesThatOnlyOneOfThemLists() {
    CodeFile text = CodeFiles.of(SOUND, Records.procedure("A0022", Map.of()));
    CodeFile twin =
        twin(5, SOUND, Records.procedure("A0023", Map.of()), Records.modifier("A1", Map.of()));
    CodeFile compared = TwinRules.apply(text, twin);
    assertThat(compared.records()).isEqualTo(text.records());
    assertThat(compared.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "twin-missing",
                "A0022",
                null,
                "a.txt",
                2,
                null,
                null,
                "the code file lists a code that its twin does not"),
            new Finding(
                Severity.WARNING,
                "twin-additional",
                "A0023",
                null,
                "b.xlsx",
                6,
                null,
                null,
                "the twin lists a code that the code file does not"),
            new Finding(
                Severity.WARNING,
                "twin-additional",
                "A1",
                null,
                "b.xlsx",
                7,
                null,
                null,
                "the twin lists a code that the code file does not"));
  }

  @Test
  void takeTheTwinsValueWhereTheTextIsUnreadable() {
    CodeFile text = unreadable(SOUND, Field.ADDED_DATE, Field.TERMINATION_DATE);
    CodeFile twin =
        twin(
            7,
            Records.procedure(
                "A0021",
                Map.of(
                    Field.LONG_DESCRIPTION,
                    "Ambulance",
                    Field.COVERAGE,
                    "D",
                    Field.ADDED_DATE,
                    "1982-01-01")));
    CodeFile compared = TwinRules.apply(text, twin);
    PublishedRecord taken = compared.records().get(0);
    assertThat(taken.record().get(Field.ADDED_DATE)).isEqualTo("1982-01-01");
    assertThat(taken.record().get(Field.TERMINATION_DATE)).isEmpty();
    assertThat(taken.record().get(Field.COVERAGE)).isEqualTo("C");
    assertThat(taken.unreadable()).isEmpty();
    assertThat(taken.line()).isEqualTo(1);
    assertThat(compared.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "twin-difference",
                "A0021",
                "coverage",
                "b.xlsx",
                7,
                "D",
                "C",
                "the twin says something else; what the code file says was loaded"),
            new Finding(
                Severity.WARNING,
                "twin-taken",
                "A0021",
                "added_date",
                "b.xlsx",
                7,
                "1982-01-01",
                null,
                "the code file is unreadable here, so its twin's value was taken"));
  }

  @Test
  void takeNothingFromATwinThatIsUnreadableToo() {
    CodeFile text = unreadable(SOUND, Field.ADDED_DATE, Field.TERMINATION_DATE);
    CodeRecord other =
        Records.procedure(
            "A0021",
            Map.of(
                Field.LONG_DESCRIPTION,
                "Ambulance",
                Field.COVERAGE,
                "C",
                Field.TERMINATION_DATE,
                "2018-12-31"));
    CodeFile twin =
        new CodeFile(
            "b.xlsx",
            List.of(new PublishedRecord(other, 100, 7, Set.of(Field.ADDED_DATE))),
            List.of(),
            List.of(),
            List.of(),
            1);
    CodeFile compared = TwinRules.apply(text, twin);
    assertThat(compared.records().get(0).unreadable()).containsExactly(Field.ADDED_DATE);
    assertThat(compared.findings()).extracting(Finding::rule).containsExactly("twin-taken");
  }

  @Test
  void findNoDifferenceWhereOnlyTheTwinIsUnreadable() {
    CodeFile twin =
        new CodeFile(
            "b.xlsx",
            List.of(
                new PublishedRecord(
                    Records.procedure("A0021", Map.of(Field.LONG_DESCRIPTION, "Ambulance")),
                    100,
                    7,
                    Set.of(Field.COVERAGE))),
            List.of(),
            List.of(),
            List.of(),
            1);
    assertThat(TwinRules.apply(CodeFiles.of(SOUND), twin).findings()).isEmpty();
  }

  @Test
  void keepTheFindingsOfTheTextAheadOfTheirOwn() {
    Finding first = Finding.info("first", "first");
    CodeFile text = CodeFiles.of(SOUND).with(CodeFiles.of(SOUND).records(), List.of(first));
    assertThat(TwinRules.apply(text, twin(1)).findings())
        .extracting(Finding::rule)
        .containsExactly("first", "twin-missing");
  }

  @Test
  void takeTheRecordOfADamagedLineFromTheTwin() {
    CodeRecord modifier =
        Records.modifier("XS", Map.of(Field.LONG_DESCRIPTION, "Separate structure"));
    CodeFile text =
        rejecting(
            rejected(2, "  `XS001007Separate structure", "no modifier code"),
            rejected(3, "Something else altogether", "no record"));
    CodeFile compared = TwinRules.apply(text, twin(1, SOUND, modifier));
    assertThat(compared.records())
        .extracting(PublishedRecord::code, PublishedRecord::line)
        .containsExactly(tuple("A0021", 1), tuple("XS", 2));
    assertThat(compared.records().get(1).record()).isEqualTo(modifier);
    assertThat(compared.rejected()).extracting(RejectedLine::line).containsExactly(3);
    assertThat(compared.keptLines()).extracting(SourceLine::line).containsExactly(2);
    assertThat(compared.findings())
        .extracting(Finding::rule, Finding::code, Finding::file, Finding::line)
        .containsExactly(tuple("twin-taken-line", "XS", "a.txt", 2));
  }

  @Test
  void takeTheDescriptionOfWhichAContinuationIsDamaged() {
    CodeFile text = rejecting(rejected(2, "A00210020XAdvanced life support", "no identification"));
    CodeRecord whole =
        Records.procedure(
            "A0021",
            Map.of(
                Field.LONG_DESCRIPTION,
                "Ambulance Advanced life support",
                Field.COVERAGE,
                SOUND.get(Field.COVERAGE)));
    CodeFile compared = TwinRules.apply(text, twin(1, whole));
    assertThat(compared.records().get(0).record().get(Field.LONG_DESCRIPTION))
        .isEqualTo("Ambulance Advanced life support");
    assertThat(compared.rejected()).isEmpty();
  }

  @Test
  void takeNothingForALineOfAnotherRecord() {
    CodeFile text =
        rejecting(
            rejected(2, "   LT001007Left side", "no modifier code"),
            rejected(3, "   XS001007Something else", "no modifier code"));
    CodeFile compared =
        TwinRules.apply(
            text,
            twin(
                1,
                SOUND,
                Records.modifier("XS", Map.of(Field.LONG_DESCRIPTION, "Separate structure"))));
    assertThat(compared.records()).hasSize(1);
    assertThat(compared.rejected()).hasSize(2);
    assertThat(compared.findings()).extracting(Finding::rule).containsExactly("twin-additional");
  }

  private static RejectedLine rejected(int line, String raw, String reason) {
    return new RejectedLine(line, StandardCharsets.US_ASCII.encode(raw), reason);
  }

  private static CodeFile rejecting(RejectedLine... lines) {
    CodeFile sound = CodeFiles.of(SOUND);
    return new CodeFile(
        sound.file(), sound.records(), List.of(lines), List.of(), List.of(), sound.recordLines());
  }

  private static CodeFile unreadable(CodeRecord codeRecord, Field... fields) {
    return new CodeFile(
        "a.txt",
        List.of(new PublishedRecord(codeRecord, 100, 1, Set.of(fields))),
        List.of(),
        List.of(),
        List.of(),
        1);
  }

  private static CodeFile twin(int firstLine, CodeRecord... records) {
    List<PublishedRecord> published = new ArrayList<>();
    for (CodeRecord codeRecord : records) {
      published.add(new PublishedRecord(codeRecord, 100, firstLine + published.size(), Set.of()));
    }
    return new CodeFile("b.xlsx", published, List.of(), List.of(), List.of(), published.size());
  }
}
