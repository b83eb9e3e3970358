package org.openhcpcs.check.gate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.openhcpcs.source.CodeLine.modifier;
import static org.openhcpcs.source.CodeLine.modifierMore;
import static org.openhcpcs.source.CodeLine.procedure;
import static org.openhcpcs.source.CodeLine.procedureMore;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.check.CodeFiles;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.Records;
import org.openhcpcs.code.Severity;
import org.openhcpcs.source.CodeFile;
import org.openhcpcs.source.CodeLine;
import org.openhcpcs.source.FixedWidthReader;
import org.openhcpcs.source.RejectedLine;
import org.openhcpcs.source.SourceLine;

class LevelGuardTest {

  private static final Edition EDITION = new Edition(2019, 1);

  private static final CodeRecord A0021 = Records.procedure("A0021", Map.of());

  @ParameterizedTest
  @ValueSource(
      strings = {"00100", "99213", "0001F", "0001U", "0999T", "9999Z", "25", "00", "1P", "8P"})
  void keepsLevelOneOut(String code) {
    CodeFile file = LevelGuard.apply(CodeFiles.of(A0021, record(code)));
    assertThat(file.records()).extracting(PublishedRecord::code).containsExactly("A0021");
    assertThat(file.rejected())
        .containsExactly(
            new RejectedLine(2, ascii(code), "Level I (CPT) is not loaded from a public release"));
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "level-one",
                code,
                null,
                "a.txt",
                2,
                null,
                null,
                "a Level I (CPT) code stands in a public Level II file; it was not loaded"));
    assertThat(file.recordLines()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"D0000", "D0120", "D9999"})
  void keepsDentalCodesOut(String code) {
    CodeFile file = LevelGuard.apply(CodeFiles.of(record(code), A0021));
    assertThat(file.records()).extracting(PublishedRecord::code).containsExactly("A0021");
    assertThat(file.rejected())
        .containsExactly(
            new RejectedLine(1, ascii(code), "dental (CDT) is not loaded from a public release"));
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "level-dental",
                code,
                null,
                "a.txt",
                1,
                null,
                null,
                "a dental (CDT) code stands in a public Level II file; it was not loaded"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A0021", "C9999", "E0100", "V5364", "D012A", "DA", "D1", "P1", "P6", "9P", "0P", "1A", "A1",
        "AA"
      })
  void leavesLevelTwoAlone(String code) {
    CodeFile file = CodeFiles.of(record(code));
    assertThat(LevelGuard.apply(file)).isEqualTo(file);
  }

  @Test
  void leavesNothingOfTheTextsOfOthers() {
    CodeFile read =
        read(
            procedure("A0021", "Ambulance service"),
            procedure("99213", "Office visit").with(Field.ADDED_DATE, "visit"),
            procedureMore("99213", "secret\tone").at(100, "secret two"),
            procedureMore("99214", "secret three"),
            procedure("99213", "secret four"),
            procedure("D0120", "secret five").at(294, "secret six"),
            procedure("D0121", "secret seven").at(11, "9"),
            modifier("25", "secret\teight"),
            modifierMore("26", "secret nine"));
    assertThat(read.toString()).contains("secret");

    CodeFile file = LevelGuard.apply(read);

    assertThat(file.records()).extracting(PublishedRecord::code).containsExactly("A0021");
    assertThat(file.findings().toString()).doesNotContain("secret", "visit\"", "Office");
    assertThat(file.findings())
        .extracting(Finding::line, Finding::rule, Finding::code, Finding::observed)
        .containsExactlyInAnyOrder(
            tuple(4, "record-rejected", null, null),
            tuple(5, "record-rejected", null, null),
            tuple(7, "record-rejected", null, null),
            tuple(9, "record-rejected", null, null),
            tuple(2, "level-one", "99213", null),
            tuple(6, "level-dental", "D0120", null),
            tuple(8, "level-one", "25", null));
    assertThat(file.keptLines()).isEmpty();
    assertThat(file.rejected())
        .extracting(RejectedLine::line, RejectedLine::raw)
        .containsExactlyInAnyOrder(
            tuple(4, ascii("99214")),
            tuple(5, ascii("99213")),
            tuple(7, ascii("D0121")),
            tuple(9, ascii("26")),
            tuple(2, ascii("99213")),
            tuple(6, ascii("D0120")),
            tuple(8, ascii("25")));
  }

  @Test
  void leavesTheRejectedAndKeptLinesOfLevelTwoAlone() {
    CodeFile read =
        read(
            procedure("99213", "Office visit"),
            procedure("A0021", "Ambulance").with(Field.ADDED_DATE, "never"),
            procedureMore("A0022", "not behind its first line"),
            new CodeLine("99 footer"),
            new CodeLine("25   lines"),
            new CodeLine("12345 lines"),
            new CodeLine(""));
    CodeFile file = LevelGuard.apply(read);
    assertThat(file.rejected()).hasSize(5).containsAll(read.rejected());
    assertThat(file.keptLines()).extracting(SourceLine::line).containsExactly(2);
    assertThat(file.findings()).hasSize(6).containsAll(read.findings());
  }

  private static CodeFile read(CodeLine... lines) {
    return FixedWidthReader.read(
        "a.txt",
        Arrays.stream(lines)
            .map(CodeLine::text)
            .collect(Collectors.joining("\r\n"))
            .getBytes(US_ASCII),
        EDITION);
  }

  private static CodeRecord record(String code) {
    return code.length() == 2
        ? Records.modifier(code, Map.of())
        : Records.procedure(code, Map.of());
  }

  private static ByteBuffer ascii(String code) {
    return US_ASCII.encode(code);
  }

  @Test
  void tellsDentalCodesOfCompanionsFromThoseOfLevelOne() {
    assertThat(LevelGuard.named("the NOC list", "D0120", "noc.xlsx", 7))
        .extracting(Finding::rule, Finding::code, Finding::file, Finding::line, Finding::message)
        .containsExactly(
            "level-dental",
            "D0120",
            "noc.xlsx",
            7,
            "the NOC list names a code that is not loaded from a public file");
    assertThat(LevelGuard.named("the NOC list", "99213", "noc.xlsx", 8).rule())
        .isEqualTo("level-one");
  }
}
