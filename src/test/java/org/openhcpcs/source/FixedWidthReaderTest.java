package org.openhcpcs.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.openhcpcs.source.CodeLine.modifier;
import static org.openhcpcs.source.CodeLine.modifierMore;
import static org.openhcpcs.source.CodeLine.procedure;
import static org.openhcpcs.source.CodeLine.procedureMore;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.Severity;
import org.openhcpcs.source.text.FieldReader;

class FixedWidthReaderTest {

  private static final Edition EDITION = new Edition(2019, 1);

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final CodeLine A0021 =
      procedure("A0021", "Ambulance service")
          .with(Field.SHORT_DESCRIPTION, "Outside state ambulance serv")
          .with(Field.ACTION, "N");

  @Test
  void readsEveryFieldFromItsPositions() {
    CodeLine line = procedure("A0021", "Ambulance service");
    for (Field field : Field.ALL) {
      if (field != Field.LONG_DESCRIPTION) {
        line = line.with(field, filling(field));
      }
    }
    CodeRecord record = onlyRecord(read(line));
    assertThat(record.code()).isEqualTo("A0021");
    assertThat(record.kind()).isEqualTo(Kind.PROCEDURE);
    for (Field field : Field.ALL) {
      String expected =
          switch (field.type()) {
            case DATE -> "2020-02-" + (10 + field.occurrence());
            case NUMBER -> "7";
            case TEXT, FILLER ->
                field == Field.LONG_DESCRIPTION ? "Ambulance service" : filling(field);
          };
      assertThat(record.get(field)).as(field.column()).isEqualTo(expected);
    }
  }

  /** As many characters as the field is wide, so that a position too many or too few shows. */
  private static String filling(Field field) {
    return switch (field.type()) {
      case DATE -> "202002" + (10 + field.occurrence());
      case NUMBER -> "  7";
      case TEXT, FILLER ->
          String.valueOf((char) ('A' + field.begin() % 26)).repeat(field.layout().width());
    };
  }

  @Test
  void leavesBlankFieldsEmpty() {
    CodeFile file = read(procedure("A0021", ""));
    assertThat(onlyRecord(file).values()).containsOnly("");
    assertThat(file.findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {293, 294, 316, 320, 546})
  void readsFirstLinesOfAnyWidth(int width) {
    CodeFile file = read(A0021.width(width));
    assertThat(onlyRecord(file)).isEqualTo(onlyRecord(read(A0021)));
    assertThat(file.findings()).isEmpty();
    assertThat(file.rejected()).isEmpty();
  }

  @Test
  void readsAFirstLineThatLacksItsLastPosition() {
    CodeRecord record = onlyRecord(read(A0021.with(Field.TERMINATION_DATE, "20201231").width(292)));
    assertThat(record.get(Field.TERMINATION_DATE)).isEqualTo("2020-12-31");
    assertThat(record.get(Field.ACTION)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {19, 20, 91, 293, 320})
  void readsContinuationsOfAnyWidth(int width) {
    CodeFile file = read(A0021, procedureMore("A0021", "per mile").width(width));
    assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION))
        .isEqualTo("Ambulance service per mile");
    assertThat(file.findings()).isEmpty();
    assertThat(file.recordLines()).isEqualTo(2);
  }

  @Test
  void readsAContinuationThatIsTrimmedToElevenCharacters() {
    CodeFile file = read(A0021, procedureMore("A0021", "").width(11), procedureMore("A0021", "x"));
    assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION)).isEqualTo("Ambulance service x");
    assertThat(file.recordLines()).isEqualTo(3);
  }

  @Test
  void rejectsALineThatIsTooShortForItsIdentification() {
    CodeFile file = read(A0021, procedureMore("A0021", "").width(10));
    assertThat(rejects(file))
        .containsExactly(tuple(2, "A002100200", "no record identification code in position 11"));
    assertThat(file.recordLines()).isEqualTo(1);
  }

  @Test
  void keepsAllEightyPositionsOfASegment() {
    String first = "x".repeat(79) + "y";
    assertThat(
            onlyRecord(read(procedure("A0021", first), procedureMore("A0021", first)))
                .get(Field.LONG_DESCRIPTION))
        .isEqualTo(first + " " + first);
  }

  @Test
  void putsOneBlankBetweenSegmentsAndTrimsEach() {
    assertThat(
            description(
                procedure("A0021", "  Service,"),
                procedureMore("A0021", "   per mile  "),
                procedureMore("A0021", "-or").at(6, "00300")))
        .isEqualTo("Service, per mile -or");
  }

  @Test
  void keepsDoubleSpacesInsideASegment() {
    assertThat(description(procedure("A0021", "Service,  per   mile")))
        .isEqualTo("Service,  per   mile");
  }

  @Test
  void doesNotRepairHyphensOrSlashes() {
    assertThat(description(procedure("A0021", "non-"), procedureMore("A0021", "sterile and/")))
        .isEqualTo("non- sterile and/");
  }

  @Test
  void skipsBlankSegments() {
    assertThat(
            description(
                procedure("A0021", ""),
                procedureMore("A0021", "Service"),
                procedureMore("A0021", "").at(6, "00300"),
                procedureMore("A0021", "per mile").at(6, "00400"),
                procedureMore("A0021", "").at(6, "00500")))
        .isEqualTo("Service per mile");
  }

  @Test
  void readsDescriptionsOfFortyFiveSegments() {
    CodeLine[] lines = new CodeLine[45];
    Arrays.setAll(
        lines, i -> procedureMore("A0021", "x".repeat(79)).at(6, "%05d".formatted(100 * (i + 1))));
    lines[0] = procedure("A0021", "x".repeat(79));
    assertThat(description(lines)).hasSize(45 * 80 - 1).doesNotContain("  ");
  }

  @Test
  void readsAContinuationThatBeginsWithDigits() {
    CodeFile file =
        read(modifier("AT", "Acute treatment (for codes"), modifierMore("AT", "98941, 98942)"));
    assertThat(file.findings()).isEmpty();
    assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION))
        .isEqualTo("Acute treatment (for codes 98941, 98942)");
  }

  @Test
  void tellsAModifierFromACodeByTheBlanksBeforeIt() {
    String modifier = "   A1001007Dressing for one wound";
    String code = "A1001001003Another thing";
    CodeFile file = FixedWidthReader.read("a.txt", bytes(modifier + "\n" + code), EDITION);
    assertThat(file.records())
        .extracting(PublishedRecord::code, published -> published.record().kind())
        .containsExactly(tuple("A1", Kind.MODIFIER), tuple("A1001", Kind.PROCEDURE));
    assertThat(file.count(Kind.MODIFIER)).isEqualTo(1);
    assertThat(file.count(Kind.PROCEDURE)).isEqualTo(1);
  }

  @Test
  void rejectsAModifierThatLostItsBlanks() {
    CodeFile file = FixedWidthReader.read("a.txt", bytes(A0021 + "\nA1001007Dressing"), EDITION);
    assertThat(rejects(file))
        .containsExactly(
            tuple(2, "A1001007Dressing", "no record identification code in position 11"));
  }

  @ParameterizedTest
  @CsvSource({
    "'A0021001007Service', no modifier code in positions 1-5",
    "'  XA1001007Service', no modifier code in positions 1-5",
    "'   a1001007Service', no modifier code in positions 1-5",
    "'   A 001007Service', no modifier code in positions 1-5",
    "'   A1001003Service', no procedure code in positions 1-5",
    "' A002001003Service', no procedure code in positions 1-5",
    "'A002a001003Service', no procedure code in positions 1-5",
    "'A002/001003Service', no procedure code in positions 1-5",
    "'A002@001003Service', no procedure code in positions 1-5",
    "'A002[001003Service', no procedure code in positions 1-5",
    "'A002:001003Service', no procedure code in positions 1-5",
    "'A0021001005Service', no record identification code in position 11",
    "'A0021O01003Service', no sequence number in positions 6-10",
    "'A0021001 03Service', no sequence number in positions 6-10"
  })
  void rejectsLinesThatAreNoRecord(String line, String reason) {
    CodeFile file = FixedWidthReader.read("a.txt", bytes(A0021 + "\r\n" + line + "\r\n"), EDITION);
    assertThat(file.records()).hasSize(1);
    assertThat(rejects(file)).containsExactly(tuple(2, line, reason));
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                Severity.ERROR,
                "record-rejected",
                null,
                null,
                "a.txt",
                2,
                line,
                null,
                "the line was not loaded: " + reason));
  }

  @Test
  void readsCodesUpToTheLastLetterAndDigit() {
    assertThat(read(procedure("Z9999", "x"), procedure("A0000", "x")).records())
        .extracting(PublishedRecord::code)
        .containsExactly("Z9999", "A0000");
  }

  @Test
  void showsFortyCharactersOfARejectedLine() {
    String junk = "?".repeat(41);
    CodeFile file =
        FixedWidthReader.read(
            "a.txt", bytes(A0021 + "\n" + junk + "\n" + junk.substring(1)), EDITION);
    assertThat(file.findings())
        .extracting(Finding::observed)
        .containsExactly("?".repeat(40) + "…", "?".repeat(40));
    assertThat(rejects(file))
        .extracting(t -> t.toList().get(1))
        .containsExactly(junk, junk.substring(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n"})
  void readsEitherLineEnd(String end) {
    CodeFile file =
        FixedWidthReader.read(
            "a.txt",
            bytes(A0021.width(293) + end + procedureMore("A0021", "x").trimmed() + end + end),
            EDITION);
    assertThat(onlyRecord(file).get(Field.ACTION)).isEqualTo("N");
    assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION)).isEqualTo("Ambulance service x");
    assertThat(file.rejected()).isEmpty();
    assertThat(file.findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n", "\r\n\r\n", "\r\n                    \r\n"})
  void ignoresBlankLinesAtTheEnd(String end) {
    CodeFile file = FixedWidthReader.read("a.txt", bytes(A0021 + end), EDITION);
    assertThat(onlyRecord(file).code()).isEqualTo("A0021");
    assertThat(file.rejected()).isEmpty();
  }

  @Test
  void skipsThePreambleAndStillCountsItsLines() {
    CodeFile file =
        FixedWidthReader.read(
            "a.txt",
            bytes(
                "\tHCPCS\u00a0Level II\t\r\n\u00a0\r\n\r\nCMS\u2019s 2020 3 file, 3 lines long\r\n"
                    + A0021),
            EDITION);
    assertThat(file.records()).extracting(PublishedRecord::line).containsExactly(5);
    assertThat(file.rejected()).isEmpty();
    assertThat(file.findings()).isEmpty();
    assertThat(file.recordLines()).isEqualTo(1);
  }

  /** Found by mutation: a line with a sequence number is no disclaimer, whatever else is wrong. */
  @Test
  void rejectsADamagedRecordLineAheadOfTheFirstRecord() {
    CodeFile file =
        read(
            new CodeLine("*** Disclaimer"),
            procedure("A0020", "Damaged").at(LayoutField.RECORD_IDENTIFICATION_CODE.begin(1), "?"),
            A0021);
    assertThat(file.records()).extracting(PublishedRecord::code).containsExactly("A0021");
    assertThat(file.rejected()).extracting(RejectedLine::line).containsExactly(2);
  }

  @Test
  void takesNothingForAPreambleOnceARecordLineWasSeen() {
    CodeFile file =
        FixedWidthReader.read(
            "a.txt", bytes("?0021001003Damaged\r\nnot blank\r\n" + A0021), EDITION);
    assertThat(rejects(file))
        .containsExactly(
            tuple(1, "?0021001003Damaged", "no procedure code in positions 1-5"),
            tuple(2, "not blank", "no record identification code in position 11"));
  }

  @Test
  void keepsSequenceNumberAndLineOfTheFirstLine() {
    CodeFile file = read(A0021, procedure("A0022", "x").at(6, "12345"), modifier("A1", "x"));
    assertThat(file.records())
        .extracting(PublishedRecord::code, PublishedRecord::sequenceNumber, PublishedRecord::line)
        .containsExactly(tuple("A0021", 100, 1), tuple("A0022", 12345, 2), tuple("A1", 100, 3));
  }

  @Test
  void rejectsAContinuationOfAnotherCode() {
    CodeFile file = read(A0021, procedureMore("A0022", "per mile").trimmed());
    assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION)).isEqualTo("Ambulance service");
    assertThat(rejects(file))
        .containsExactly(
            tuple(
                2,
                "A0022002004per mile",
                "a continuation of A0022 that does not follow its first line"));
    assertThat(file.recordLines()).isEqualTo(2);
  }

  @Test
  void rejectsAContinuationBeforeAnyFirstLine() {
    CodeFile file = read(procedureMore("A0021", "per mile").trimmed(), A0021);
    assertThat(rejects(file))
        .containsExactly(
            tuple(
                1,
                "A0021002004per mile",
                "a continuation of A0021 that does not follow its first line"));
  }

  @Test
  void rejectsAProceduresContinuationBehindAModifier() {
    CodeFile file = read(modifier("A1", "x"), modifierMore("A2", "y").trimmed());
    assertThat(rejects(file))
        .containsExactly(
            tuple(2, "   A2002008y", "a continuation of A2 that does not follow its first line"));
  }

  @Test
  void rejectsEveryLineOfACodeThatIsInTheFileAlready() {
    CodeFile file =
        read(
            A0021,
            procedureMore("A0021", "per mile"),
            procedure("A0021", "Something else").trimmed(),
            procedureMore("A0021", "altogether").trimmed(),
            procedure("A0022", "x"));
    assertThat(file.records())
        .extracting(PublishedRecord::code, p -> p.record().get(Field.LONG_DESCRIPTION))
        .containsExactly(tuple("A0021", "Ambulance service per mile"), tuple("A0022", "x"));
    String reason = "A0021 is in the file already; the first record was loaded";
    assertThat(rejects(file))
        .containsExactly(
            tuple(3, "A0021001003Something else", reason),
            tuple(4, "A0021002004altogether", reason));
    assertThat(file.recordLines()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20O40101", "20040230", "2004010", "00000101", "20041301", "010101"})
  void findsADateThatIsNone(String raw) {
    CodeLine line = A0021.with(Field.ADDED_DATE, raw);
    CodeFile file = read(procedure("A0001", "x"), line);
    CodeRecord record = file.records().get(1).record();
    assertThat(record.get(Field.ADDED_DATE)).isEmpty();
    assertThat(record.get(Field.ACTION)).isEqualTo("N");
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                Severity.ERROR,
                "field-date",
                "A0021",
                "added_date",
                "a.txt",
                2,
                raw,
                "YYYYMMDD or blank",
                "the field is no date; it was left empty and the raw line kept"));
    assertThat(kept(file)).containsExactly(tuple(2, line.text()));
  }

  @Test
  void findsANumberThatIsNone() {
    CodeLine line = A0021.with(Field.ANESTHESIA_BASE_UNITS, " O7");
    CodeFile file = read(line);
    assertThat(onlyRecord(file).get(Field.ANESTHESIA_BASE_UNITS)).isEmpty();
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                Severity.ERROR,
                "field-number",
                "A0021",
                "anesthesia_base_units",
                "a.txt",
                1,
                "O7",
                "digits or blank",
                "the field is no number; it was left empty and the raw line kept"));
    assertThat(kept(file)).containsExactly(tuple(1, line.text()));
  }

  @ParameterizedTest
  @CsvSource({"260, filler_260", "294, filler_294", "320, filler_294"})
  void findsTextInAFiller(int position, String filler) {
    CodeLine line = A0021.at(position, "X");
    CodeFile file = read(line);
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "field-filler",
                "A0021",
                filler,
                "a.txt",
                1,
                "X",
                "blanks",
                "text stands where the layout has filler"));
    assertThat(kept(file)).containsExactly(tuple(1, line.text()));
  }

  @Test
  void findsTextBehindTheRecord() {
    assertThat(read(A0021.width(546).at(546, "X")).findings())
        .extracting(Finding::rule, Finding::field, Finding::observed)
        .containsExactly(tuple("field-filler", "filler_294", "X"));
  }

  @ParameterizedTest
  @ValueSource(ints = {92, 293, 320})
  void findsTextBehindAContinuation(int position) {
    CodeLine line = procedureMore("A0021", "per mile").at(position, "X");
    CodeFile file = read(A0021, line);
    assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION))
        .isEqualTo("Ambulance service per mile");
    assertThat(onlyRecord(file).get(Field.ACTION)).isEqualTo("N");
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "field-continuation",
                "A0021",
                null,
                "a.txt",
                2,
                "X",
                "blanks",
                "a continuation line carries text behind the description"));
    assertThat(kept(file)).containsExactly(tuple(1, A0021.text()), tuple(2, line.text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00100", "00200", "00400"})
  void findsThatALineOfADescriptionIsMissingOrDoubled(String sequenceNumber) {
    CodeLine second = procedureMore("A0021", "per mile");
    CodeLine third = second.at(6, sequenceNumber);
    CodeFile file = read(A0021, second, third);
    assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION))
        .isEqualTo("Ambulance service per mile per mile");
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "record-sequence",
                "A0021",
                null,
                "a.txt",
                3,
                sequenceNumber,
                "00300",
                "a line of the description is missing, doubled or out of its place; all were read as they stand"));
    assertThat(kept(file)).hasSize(3).contains(tuple(3, third.text()));
  }

  /** A tab behind the first word that took the place of two blanks: all behind it moves up. */
  private static String shifted(CodeLine line, String from, String to) {
    String text = line.text();
    assertThat(text).contains(from);
    return (text.replace(from, to) + " ").substring(0, 320);
  }

  @Test
  void emptiesTheFieldsBehindATabThatShiftsThem() {
    CodeLine sound = A0021.with(Field.ADDED_DATE, "19820101").with(Field.BETOS, "O1A");
    String shifted = shifted(sound, "service ", "\tservice  ");
    CodeFile file = FixedWidthReader.read("a.txt", bytes(shifted), EDITION);
    assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION)).isEqualTo("Ambulance  service");
    assertThat(onlyRecord(file).values().subList(1, Field.ALL.size())).containsOnly("");
    assertThat(file.records().get(0).unreadable())
        .isEqualTo(EnumSet.complementOf(EnumSet.of(Field.LONG_DESCRIPTION)));
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                Severity.ERROR,
                "field-shifted",
                "A0021",
                null,
                "a.txt",
                1,
                FieldReader.strip(shifted.substring(91)),
                "blanks instead of the tab",
                "a tab in position 22 shifts every later field; they were left empty"),
            new Finding(
                Severity.WARNING,
                "field-control-character",
                "A0021",
                "long_description",
                "a.txt",
                1,
                "Ambulance \tservice",
                "printable characters",
                "a control character stands in the field; the raw line was kept"));
    assertThat(kept(file)).containsExactly(tuple(1, shifted));
  }

  @Test
  void readsTheFieldsOfALineWithATabThatShiftsNothing() {
    CodeLine line =
        A0021.with(Field.ADDED_DATE, "19820101").at(LayoutField.LONG_DESCRIPTION.end(1), "\t");
    CodeFile file = read(line);
    assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION)).isEqualTo("Ambulance service");
    assertThat(onlyRecord(file).get(Field.ADDED_DATE)).isEqualTo("1982-01-01");
    assertThat(file.findings())
        .extracting(Finding::rule)
        .containsExactly("field-control-character");
    assertThat(kept(file)).containsExactly(tuple(1, line.text()));
  }

  @ParameterizedTest
  @CsvSource({"119, field-shifted", "120, field-control-character field-date"})
  void takesATabForAShiftOnlyAheadOfTheCodedFields(int position, String rules) {
    CodeFile file = read(A0021.with(Field.ADDED_DATE, "1982 101").at(position, "\t"));
    assertThat(file.findings()).extracting(Finding::rule).containsExactly(rules.split(" "));
  }

  @Test
  void findsAControlCharacterInTheContinuationThatHasIt() {
    CodeLine more = procedureMore("A0021", "per\tmile").at(6, "00300");
    CodeFile file = read(A0021, procedureMore("A0021", "fine"), more);
    assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION))
        .isEqualTo("Ambulance service fine per mile");
    assertThat(file.findings())
        .extracting(Finding::rule, Finding::line, Finding::observed)
        .containsExactly(tuple("field-control-character", 3, "per\tmile"));
    assertThat(kept(file)).extracting(t -> t.toList().get(0)).containsExactly(1, 2, 3);
    assertThat(kept(file)).contains(tuple(3, more.text()));
  }

  @Test
  void keepsAllLinesOfARecordThatCannotBeWrittenAgainFromWhatItSays() {
    CodeLine wrappedEarly = procedure("A0022", "Ambulance");
    CodeLine more = procedureMore("A0022", "service");
    CodeFile file = read(A0021, wrappedEarly, more);
    assertThat(file.findings()).isEmpty();
    assertThat(kept(file)).containsExactly(tuple(2, wrappedEarly.text()), tuple(3, more.text()));
  }

  @Test
  void keepsNoLineOfARecordThatDiffersInTrailingBlanksOnly() {
    assertThat(read(A0021, procedure("A0022", "x").trimmed()).keptLines()).isEmpty();
    assertThat(read(A0021.width(293), procedure("A0022", "x").width(546)).keptLines()).isEmpty();
  }

  @Test
  void keepsALineOnceAndInTheOrderOfTheFile() {
    CodeLine first = A0021.with(Field.ADDED_DATE, "x").with(Field.TERMINATION_DATE, "y");
    CodeLine more = procedureMore("A0021", "per\tmile").at(100, "tail");
    CodeFile file = read(first, more, procedure("A0022", "x").with(Field.ADDED_DATE, "z"));
    assertThat(file.findings()).hasSize(5);
    assertThat(file.keptLines()).extracting(SourceLine::line).containsExactly(1, 2, 3);
  }

  @Test
  void rejectsALineWithADeadFirstByteAndKeepsItsBytes() {
    byte[] dead = bytes(procedure("A0022", "Dead").text());
    dead[0] = 0;
    CodeFile file = FixedWidthReader.read("a.txt", lines(bytes(A0021.text()), dead), EDITION);
    assertThat(file.records()).extracting(PublishedRecord::code).containsExactly("A0021");
    assertThat(file.rejected())
        .containsExactly(
            new RejectedLine(2, ByteBuffer.wrap(dead), "no procedure code in positions 1-5"));
  }

  @Test
  void showsADeadByteInATextAsItsSymbol() {
    CodeFile file = read(procedure("A0021", "de\0ad").with(Field.SHORT_DESCRIPTION, "sh\0rt"));
    assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION)).isEqualTo("de\u2400ad");
    assertThat(onlyRecord(file).get(Field.SHORT_DESCRIPTION)).isEqualTo("sh\u2400rt");
    assertThat(file.findings())
        .extracting(Finding::rule, Finding::field, Finding::observed)
        .containsExactly(
            tuple("field-control-character", "long_description", "de\u2400ad"),
            tuple("field-control-character", "short_description", "sh\u2400rt"));
    assertThat(kept(file))
        .extracting(t -> t.toList().get(1).toString())
        .allMatch(t -> t.contains("de\0ad"));
  }

  @Test
  void keepsLatinBytes() {
    byte[] line = bytes(procedure("A0021", "rx?d, ?quoted? caf? ?").text());
    int begin = LayoutField.LONG_DESCRIPTION.begin(1) - 1;
    byte[] latin = {(byte) 0xC6, (byte) 0x93, (byte) 0x94, (byte) 0xE9, (byte) 0x81};
    for (int i = begin, next = 0; next < latin.length; i++) {
      if (line[i] == '?') {
        line[i] = latin[next++];
      }
    }
    line[320 - 1] = (byte) 0x92;
    CodeFile file = FixedWidthReader.read("a.txt", line, EDITION);
    assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION))
        .isEqualTo("rxÆd, “quoted” café \u0081");
    assertThat(file.keptLines()).containsExactly(new SourceLine(1, ByteBuffer.wrap(line)));
  }

  @Test
  void readsAUtf8CopyAlike() {
    String text =
        String.join(
            "\r\n",
            procedure("A0021", "Wheelchair’s “seat”, café").with(Field.ACTION, "N").text(),
            procedureMore("A0021", "– or another").text(),
            "réjeté");
    CodeFile original = FixedWidthReader.read("a.txt", text.getBytes(WINDOWS_1252), EDITION);
    CodeFile copy = FixedWidthReader.read("a.txt", text.getBytes(UTF_8), EDITION);
    assertThat(onlyRecord(original).get(Field.LONG_DESCRIPTION))
        .isEqualTo("Wheelchair’s “seat”, café – or another");
    assertThat(copy.records()).isEqualTo(original.records());
    assertThat(copy.findings()).isEqualTo(original.findings());
    assertThat(copy.rejected())
        .containsExactly(
            new RejectedLine(
                3,
                ByteBuffer.wrap("réjeté".getBytes(UTF_8)),
                "no record identification code in position 11"));
    assertThat(original.rejected().get(0).raw())
        .isEqualTo(ByteBuffer.wrap("réjeté".getBytes(WINDOWS_1252)));
  }

  @Test
  void skipsAByteOrderMark() {
    CodeFile file = FixedWidthReader.read("a.txt", ("\uFEFF" + A0021).getBytes(UTF_8), EDITION);
    assertThat(file).isEqualTo(read(A0021));
  }

  @Test
  void readsARecordThatStandsBehindAnotherInOneLine() {
    for (int width : new int[] {293, 320}) {
      String joined = A0021.width(width).text() + procedure("A0022", "Cane").text();
      CodeFile file =
          read(new CodeLine(joined), procedureMore("A0022", "adjustable"), modifier("LT", "Left"));
      assertThat(file.records())
          .extracting(record -> record.code(), record -> record.line())
          .containsExactly(tuple("A0021", 1), tuple("A0022", 1), tuple("LT", 3));
      assertThat(file.records().get(1).record().get(Field.LONG_DESCRIPTION))
          .isEqualTo("Cane adjustable");
      assertThat(file.recordLines()).isEqualTo(4);
      assertThat(file.findings())
          .extracting(Finding::rule, Finding::code, Finding::line)
          .containsExactly(tuple("record-joined", "A0022", 1));
      assertThat(SourceLine.joined(file.keptLines()))
          .extracting(line -> line.line())
          .containsExactly(1, 2);
      assertThat(string(SourceLine.joined(file.keptLines()).get(0).raw())).isEqualTo(joined);
    }
  }

  @Test
  void readsARecordBehindAContinuation() {
    String joined =
        procedureMore("A0021", "per mile").trimmed().text() + modifier("LT", "Left").text();
    CodeFile file = read(A0021, new CodeLine(joined));
    assertThat(file.records()).extracting(record -> record.code()).containsExactly("A0021", "LT");
    assertThat(file.records().get(0).record().get(Field.LONG_DESCRIPTION))
        .isEqualTo("Ambulance service per mile");
  }

  @Test
  void takesNoFieldForAnotherRecord() {
    CodeLine line =
        A0021
            .with(Field.CROSS_REFERENCE_1, "A3102")
            .at(210, "01996")
            .at(215, "36415")
            .at(266, "  020030731")
            .with(Field.ACTION_EFFECTIVE_DATE, "20040101");
    assertThat(read(line).records()).hasSize(1);
    assertThat(read(line).findings()).isEmpty();
  }

  static List<byte[]> filesWithoutRecords() {
    return List.of(
        new byte[0],
        bytes("\r\n\r\n"),
        bytes("<html>\r\n</html>\r\n"),
        bytes("a\nb\nc"),
        bytes("?0021001003Damaged"));
  }

  @ParameterizedTest
  @MethodSource("filesWithoutRecords")
  void refusesAFileWithoutARecord(byte[] bytes) {
    long lines = new String(bytes, WINDOWS_1252).lines().count();
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> FixedWidthReader.read("a.txt", bytes, EDITION))
        .withMessage("a.txt: not one of its " + lines + " lines is an HCPCS record")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.NO_RELEASE_FOUND);
  }

  private static String description(CodeLine... lines) {
    CodeFile file = read(lines);
    assertThat(file.findings()).isEmpty();
    return onlyRecord(file).get(Field.LONG_DESCRIPTION);
  }

  private static CodeFile read(CodeLine... lines) {
    return FixedWidthReader.read(
        "a.txt",
        bytes(Arrays.stream(lines).map(CodeLine::text).collect(Collectors.joining("\r\n"))),
        EDITION);
  }

  private static CodeRecord onlyRecord(CodeFile file) {
    assertThat(file.records()).hasSize(1);
    return file.records().get(0).record();
  }

  private static List<Tuple> rejects(CodeFile file) {
    return file.rejected().stream()
        .map(line -> tuple(line.line(), string(line.raw()), line.reason()))
        .toList();
  }

  private static List<Tuple> kept(CodeFile file) {
    return file.keptLines().stream().map(line -> tuple(line.line(), string(line.raw()))).toList();
  }

  private static String string(ByteBuffer raw) {
    return WINDOWS_1252.decode(raw.duplicate()).toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(WINDOWS_1252);
  }

  private static byte[] lines(byte[]... lines) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      all.writeBytes(line);
      all.write('\n');
    }
    return all.toByteArray();
  }
}
