package org.openhcpcs.source.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.source.text.MixedText;
import org.openhcpcs.source.text.TypedDate;

class ClaimFileTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code,date",
        "HCPCS,Date of Service",
        "Hcpcs Code,DATE_OF_SERVICE",
        "procedure_code,service date",
        " PROCEDURE CODE ,DOS"
      })
  void findsTheColumnsByTheirUsualNames(String header) {
    assertThat(lines(header + "\na1,2019-01-02\n"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.code()).isEqualTo("A1");
              assertThat(line.onDate()).isEqualTo(LocalDate.of(2019, 1, 2));
              assertThat(line.knownOn()).isNull();
              assertThat(line.modifiers()).isEmpty();
              assertThat(line.problem()).isNull();
              assertThat(line.cells()).containsExactly("a1", "2019-01-02");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "2019-01-31, 2019-01-31",
    "20190131, 2019-01-31",
    "01/31/2019, 2019-01-31",
    "1/5/2019, 2019-01-05",
    "0001-01-01, 0001-01-01",
    "9999-12-31, 9999-12-31",
    "2020-02-29, 2020-02-29"
  })
  void readsDates(String text, LocalDate date) {
    assertThat(TypedDate.read(text)).contains(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2019-02-30",
        "31/01/2019",
        "2019-1-5",
        "0000-01-01",
        "1/5/19",
        "20190131 ",
        "43831",
        "today"
      })
  void tellsWhatIsNoDate(String text) {
    assertThat(TypedDate.read(text)).isEmpty();
  }

  @Test
  void readsModifiersFromOneColumnOrSeveral() {
    assertThat(lines("code,date,Modifiers\nA,2019-01-01,\"nu rr,59;tc:lt\"\n").get(0).modifiers())
        .containsExactly("NU", "RR", "59", "TC", "LT");
    assertThat(lines("mod1,MOD 2,modifier_3,code,date\nNU,,rr,A,2019-01-01\n").get(0).modifiers())
        .containsExactly("NU", "RR");
  }

  @Test
  void tellsWhatIsWrongWithALine() {
    List<String> problems = new ArrayList<>();
    lines(
            """
            code,date,known on,note
            A,2019-13-01,,x
            A,,,x
            ,2019-01-01,,x
            \u00a0,2019-01-01,,x
            A,2019-01-01,soon,x
            A,2019-01-01,,x,y,
            A,2019-01-01
            A,2019-01-01,2020-01-01,x,,
            """)
        .forEach(
            line -> {
              ClaimLine.Problem problem = line.problem();
              problems.add(problem == null ? "" : problem.verdict() + ": " + problem.reason());
              assertThat(line.cells()).hasSize(4);
            });
    assertThat(problems)
        .containsExactly(
            "bad date: 2019-13-01 is no date of service; write YYYY-MM-DD, YYYYMMDD or MM/DD/YYYY",
            "bad date: there is no date of service",
            "no code: there is no code",
            "no code: there is no code",
            "bad date: soon is no known-on date; write YYYY-MM-DD, YYYYMMDD or MM/DD/YYYY",
            "bad line: 6 cells under 4 columns, the last being: y, ",
            "",
            "");
  }

  @Test
  void namesTheColumnsThatSayNothing() {
    try (ClaimFile file = file("Claim ID,code,,date,mod1,known_on,payer\n")) {
      assertThat(file.columns())
          .containsExactly("Claim ID", "code", "", "date", "mod1", "known_on", "payer");
      assertThat(file.otherColumns()).containsExactly("Claim ID", "payer");
    }
  }

  @Test
  void readsQuotesLineEndsAndBlankLines() {
    List<ClaimLine> lines =
        lines(
            "\uFEFFcode,note,date\r\nA,\"x, \"\"y\"\"\r\nz\",2019-01-01\r\n\r\n  \r\nB,,20190102");
    assertThat(lines).extracting(ClaimLine::code).containsExactly("A", "B");
    assertThat(lines.get(0).cells().get(1)).isEqualTo("x, \"y\"\r\nz");
  }

  @Test
  void readsBytesThatAreNoUtf8AsWindows1252() {
    byte[] latin =
        "code,date,note\nA,2019-01-01,Zo\u00eb\u00fc\nB,20190101,"
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] utf8 = "\u00eb \u2019 \ud83d\ude00\n".getBytes(StandardCharsets.UTF_8);
    byte[] cut = {(byte) 0xE2, (byte) 0x80};
    byte[] all = new byte[latin.length + utf8.length + cut.length];
    System.arraycopy(latin, 0, all, 0, latin.length);
    System.arraycopy(utf8, 0, all, latin.length, utf8.length);
    System.arraycopy(cut, 0, all, latin.length + utf8.length, cut.length);
    List<ClaimLine> lines = new ArrayList<>();
    try (ClaimFile file = new ClaimFile("claims.csv", oneByteAtATime(all))) {
      file.forEach(lines::add);
    }
    assertThat(lines)
        .extracting(line -> line.cells().get(2))
        .containsExactly("Zo\u00eb\u00fc", "\u00eb \u2019 \ud83d\ude00", "");
    assertThat(lines.get(2).code()).isEqualTo("\u00c2\u20ac");
  }

  /** A pipe hands over what it has, which may end within a character. */
  private static InputStream oneByteAtATime(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1));
      }
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,date|claims.csv: no column for the code (code, hcpcs, hcpcs_code or procedure_code); the columns are: id, date",
        "code,when|claims.csv: no column for the date of service (date_of_service, service_date, dos or date); the columns are: code, when",
        "code,HCPCS,date|claims.csv: several columns for the code: code, HCPCS; rename all but one",
        "code,dos,date|claims.csv: several columns for the date of service: dos, date; rename all but one"
      })
  void refusesAFileWithoutTheColumns(String header, String message) {
    assertFails(header + "\nA,2019-01-01\n", ErrorCode.USAGE, message);
  }

  @Test
  void namesNoMoreColumnsThanFitALine() {
    HcpcsException e =
        catchThrowableOfType(HcpcsException.class, () -> file("a\u0007b,".repeat(1000) + "\n"));
    assertThat(e.getMessage()).hasSizeLessThan(400).contains("a?b, a?b").endsWith(" …");
  }

  @Test
  void refusesWhatIsNoClaimsFile(@TempDir Path folder) throws IOException {
    assertFails(
        "",
        ErrorCode.FILE_UNREADABLE,
        "claims.csv: the file is empty; its first line must name the columns");
    assertFails(
        "PK\u0003\u0004\u0000,",
        ErrorCode.FILE_UNREADABLE,
        "claims.csv: not a text file; a claims file is CSV in UTF-8 or windows-1252");
    assertThatThrownBy(() -> ClaimFile.open(folder)).hasMessage(folder + ": a folder, not a file");
    Path missing = folder.resolve("missing.csv");
    assertThatThrownBy(() -> ClaimFile.open(missing)).hasMessage(missing + ": no such file");
    Path wrong = Files.writeString(folder.resolve("wrong.csv"), "a,b\n");
    assertThatThrownBy(() -> ClaimFile.open(wrong)).hasMessageStartingWith(wrong + ": no column");
  }

  @Test
  void stopsAtQuotesThatCannotBeRead() {
    assertThatThrownBy(() -> lines("code,date\nA,\"2019-01-01\nB,2019-01-01\n"))
        .isInstanceOfSatisfying(
            HcpcsException.class,
            e -> {
              assertThat(e.errorCode()).isEqualTo(ErrorCode.FILE_UNREADABLE);
              assertThat(e).hasMessageStartingWith("claims.csv: not readable as CSV: ");
            });
    assertThatThrownBy(
            () -> lines("code,date\nA,\"" + "x".repeat(MixedText.LONGEST_LINE + (1 << 16)) + "\n"))
        .hasMessageEndingWith("is a quotation mark left open?");
  }

  private static void assertFails(String text, ErrorCode code, String message) {
    assertThatThrownBy(() -> file(text))
        .isInstanceOfSatisfying(
            HcpcsException.class,
            e -> {
              assertThat(e.errorCode()).isEqualTo(code);
              assertThat(e).hasMessage(message);
            });
  }

  private static List<ClaimLine> lines(String text) {
    List<ClaimLine> lines = new ArrayList<>();
    try (ClaimFile file = file(text)) {
      file.forEach(lines::add);
    }
    return lines;
  }

  private static ClaimFile file(String text) {
    return new ClaimFile(
        "claims.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
