package org.openhcpcs.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.reference.PackageUnits;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.LifeRow;
import org.openhcpcs.history.Verdict;

/** Files in, files out, judged by a small history that is made here. */
class ClaimCheckTest {

  private static final String FOUND =
      ",verdict,reason,replacement,edition,checked,modifier_verdicts";

  private static final LocalDate KNOWN_ON = LocalDate.of(2020, 1, 1);

  private static final CodeLives LIVES =
      new CodeLives(
          Map.of(
              "S9372", List.of(row(1, "2002-01-01", null)),
              "J9380", List.of(row(2, "2002-01-01", null)),
              "C3401", List.of(row(3, "2007-04-01", "2008-02-16", "C3402")),
              "C3402", List.of(row(4, "2008-02-16", null)),
              "JW", List.of(row(5, "2003-01-01", null)),
              "W1", List.of(row(6, "2003-01-01", "2007-10-01")),
              "Q5", List.of(absent(row(7, "2003-01-01", null), "2008-01-01"))),
          List.of(
              new CodeLives.Listing(
                  1,
                  "2008-01",
                  1,
                  day("2008-01-01"),
                  day("2008-04-01"),
                  day("2007-11-14"),
                  true,
                  BitSet.valueOf(new long[] {0b11111110}))));

  private static final ClaimBasis BASIS = new ClaimBasis(LIVES, PackageUnits.none(), KNOWN_ON);

  private static final String VALID =
      ",valid,\"valid, with this content since 2002-01-01\",,2008-01,";

  private ClaimSummary summary = new ClaimSummary(0, Map.of(), List.of(), "", 0, "", 0, 0);

  private static LifeRow row(int record, String from, @Nullable String to, String... references) {
    int end = to == null ? LifeRow.NEVER : day(to);
    return new LifeRow(
        1,
        record,
        false,
        day(from),
        end,
        LifeRow.NEVER,
        day("2007-11-14"),
        LifeRow.NEVER,
        List.of(references),
        end);
  }

  private static LifeRow absent(LifeRow row, String since) {
    return new LifeRow(
        1,
        row.recordId(),
        false,
        row.from(),
        row.to(),
        day(since),
        row.knownFrom(),
        row.knownTo(),
        row.crossReferences(),
        row.neededOn());
  }

  private static int day(String day) {
    return (int) LocalDate.parse(day).toEpochDay();
  }

  @Test
  void givesAFileBackByteForByte() {
    String text =
        "\uFEFF id ,code,date,note\r\n1, s9372 ,\"2008-06-01\",\"x, \"\"y\"\"\r\nz\" \r\n2,S9372,20080601,5\" pipe\n3,S9372,6/1/2008,Zoë";
    assertThat(check(text))
        .isEqualTo(
            "\uFEFF id ,code,date,note"
                + FOUND
                + "\r\n1, s9372 ,\"2008-06-01\",\"x, \"\"y\"\"\r\nz\" "
                + VALID
                + "S9372,\r\n2,S9372,20080601,5\" pipe"
                + VALID
                + "S9372,\n3,S9372,6/1/2008,Zoë"
                + VALID
                + "S9372,\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t", "|"})
  void writesCommasWhateverCameIn(String separator) {
    String text =
        "code,date,note\nS9372,2008-06-01,\"x,y\"\nS9372,2008-06-01,x\n".replace(",", separator);
    String note = separator.equals("\t") ? "\"x\ty\"" : "\"x" + separator + "y\"";
    assertThat(check(text))
        .isEqualTo(
            "code,date,note"
                + FOUND
                + "\nS9372,2008-06-01,"
                + note
                + VALID
                + "S9372,\nS9372,2008-06-01,x"
                + VALID
                + "S9372,\n");
    assertThat(check("code;date;note\nS9372;2008-06-01;a,b \"c\"\n"))
        .contains("\nS9372,2008-06-01,\"a,b \"\"c\"\"\",valid,");
  }

  @Test
  void readsWhatWasWrittenForExcel() {
    assertThat(
            check(
                "\uFEFFsep=;;\r\n=\"code\";date\n=\"S9372\";\"=\"\"2008-06-01\"\"\"\n=\"\";2008-06-01\nS9372;=\"\"\n"))
        .isEqualTo(
            "\uFEFFcode,date"
                + FOUND
                + "\n\"=\"\"S9372\"\"\",\"=\"\"2008-06-01\"\"\""
                + VALID
                + "S9372,\n\"=\"\"\"\"\",2008-06-01,no code,there is no code,,,,"
                + "\nS9372,\"=\"\"\"\"\",bad date,there is no date of service,,,,\n");
  }

  @Test
  void countsLinesInWhichACodeAndAModifierStandInEachOthersPlace() {
    check(
        """
        code,date,modifiers
        S9372,2008-06-01,JW
        S9372,2008-06-01,25 ZZ ZZZZZ
        99213,2008-06-01,
        ZZ,2008-06-01,
        """);
    assertThat(summary.misplaced()).isZero();
    check(
        """
        code,date,modifiers
        JW,2008-06-01,
        25,2008-06-01,
        S9372,2008-06-01,JW J9380
        S9372,2008-06-01,99213 D0120
        """);
    assertThat(summary.misplaced()).isEqualTo(4);
    assertThat(summary.of(Verdict.UNKNOWN)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16"})
  void writesUtf8WhateverCameIn(String charset) {
    String text = "code,date,né\nS9372,2008-06-01,Zoë ü\n";
    assertThat(check(text.getBytes(Charset.forName(charset))))
        .isEqualTo("code,date,né" + FOUND + "\nS9372,2008-06-01,Zoë ü" + VALID + "S9372,\n");
  }

  @Test
  void readsBytesThatAreNoUtf8AsWindows1252WhereverTheyStand() throws IOException {
    ByteArrayOutputStream mixed = new ByteArrayOutputStream();
    mixed.write("code,date,note\nS9372,2008-06-01,\u00eb\n".getBytes(StandardCharsets.UTF_8));
    mixed.write("S9372,2008-06-01,\u00eb\u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
    mixed.write("S9372,2008-06-01,\"\u00eb\u2019\"".getBytes(StandardCharsets.UTF_8));
    assertThat(check(mixed.toByteArray()))
        .contains(",\u00eb,valid", ",\u00eb\u00fc,valid", ",\"\u00eb\u2019\",valid");
  }

  @Test
  void readsUtf16OfAnyLength() {
    String note = "\ud83d\ude00".repeat(20_000);
    assertThat(
            check(
                ("code,date,note\nS9372,2008-06-01," + note + "\n")
                    .getBytes(StandardCharsets.UTF_16)))
        .contains("2008-06-01," + note + ",valid");
  }

  @Test
  void readsGzip() throws IOException {
    byte[] packed = gzip("code,date\nS9372,2008-06-01\n");
    assertThat(check(packed)).endsWith("2008-06-01" + VALID + "S9372,\n");
    byte[] cut = Arrays.copyOf(packed, packed.length - 9);
    ByteArrayOutputStream few = new ByteArrayOutputStream();
    assertThatThrownBy(() -> check(cut, few))
        .hasMessage("claims.csv: it ends in the middle; what could be read was judged");
    assertThat(few.toString(StandardCharsets.UTF_8)).contains("2008-06-01" + VALID + "S9372,");
    byte[] many = gzip("code,date\n" + "S9372,2008-06-01\n".repeat(100_000) + random());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> check(Arrays.copyOf(many, many.length / 2), out))
        .isInstanceOfSatisfying(
            HcpcsException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.FILE_UNREADABLE))
        .hasMessage("claims.csv: it ends in the middle; what could be read was judged");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("S9372,2008-06-01,valid");
  }

  /** As bgzip writes it, in a pipe that pauses before each member. */
  @Test
  void readsAllMembersOfAGzipThatComesSlowly() throws IOException {
    InputStream members = stream(""); // which has nothing available between two of them
    for (String text : List.of("code,date\n", "S9372,2008-06-01\n", "J9380,2008-06-01\n")) {
      members = new SequenceInputStream(members, new ByteArrayInputStream(gzip(text)));
    }
    check(members, new ByteArrayOutputStream());
    assertThat(summary.lines()).isEqualTo(2);
  }

  @Test
  void judgesNoLineThatWasCut() throws IOException {
    InputStream lost = InputStream.nullInputStream();
    lost.close(); // from now on it fails
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(
            () ->
                check(
                    new SequenceInputStream(
                        stream("code,date\nS9372,2008-06-01\nS9372,2008"), lost),
                    out))
        .isInstanceOf(HcpcsException.class);
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("2008-06-01" + VALID + "S9372,\n");
  }

  private static String random() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append(random.nextLong()).append(",2008-06-01\n");
    }
    return text.toString();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  @Test
  void keepsTheOrderOfLinesAndCellsThatGoOverBlocks() {
    StringBuilder text = new StringBuilder("id,code,date,note\n");
    StringBuilder expected = new StringBuilder("id,code,date,note" + FOUND + "\n");
    Random random = new Random(5);
    for (int i = 0; i < 30_000; i++) {
      String note =
          switch (random.nextInt(4)) {
            case 0 -> "\"two\nlines, of text\"";
            case 1 -> "x".repeat(random.nextInt(60));
            case 2 -> "\"\"\"q\"\"\"";
            default -> "";
          };
      String line = i + ",S9372,2008-06-01," + note;
      text.append(line).append('\n');
      expected.append(line).append(VALID).append("S9372,\n");
    }
    assertThat(check(text.toString())).isEqualTo(expected.toString());
    assertThat(summary.lines()).isEqualTo(30_000);
    assertThat(check(new Slowly(text.toString().getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(expected.toString());
  }

  /** A pipe hands over what it has, which may end anywhere. */
  private static final class Slowly extends ByteArrayInputStream {

    Slowly(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(length, 777));
    }
  }

  @Test
  void judgesALongLineAndLeavesOneOutThatIsTooLong() {
    String ten = "x".repeat(10_000_000);
    String more = "y".repeat(ClaimInput.LONGEST_LINE);
    String out =
        check(
            "code,date,note\nS9372,2008-06-01,"
                + ten
                + "\nS9372,2008-06-01,"
                + more
                + "\nS9372,2008-06-01,z\n");
    assertThat(out)
        .isEqualTo(
            "code,date,note"
                + FOUND
                + "\nS9372,2008-06-01,"
                + ten
                + VALID
                + "S9372,\n,,,bad line,\"it is longer than 16777216 bytes, and is left out\",,,,\nS9372,2008-06-01,z"
                + VALID
                + "S9372,\n");
    assertThat(summary.of(Verdict.BAD_LINE)).isEqualTo(1);
  }

  @Test
  void losesNoLineToAMarkThatNobodyCloses() {
    String rest = "2,S9372,2008-06-01,x\n".repeat(2_000_000);
    String out = check("id,code,date,note\n1,S9372,2008-06-01,\"open\n" + rest);
    assertThat(out.lines().skip(1).findFirst())
        .contains("1,S9372,2008-06-01,\"\"\"open\",bad line,its quotation marks do not match,,,,");
    assertThat(summary.verdicts())
        .containsEntry(Verdict.VALID, 2_000_000L)
        .containsEntry(Verdict.BAD_LINE, 1L);
  }

  @Test
  void tellsWhyALineCannotBeJudged() {
    assertThat(
            verdicts(
                """
                code,date,known on,mod
                S9372,2008-02-30,,
                S9372,,,
                ,2008-06-01,,
                \u00a0,2008-06-01,,
                S9372,2008-06-01,soon,
                S9372,2008-06-01,,,more,
                S9372,2008-06-01,,,,
                S9372
                S93\0,2008-06-01,,
                S9372,2008-06\0,,
                S9372,2008-06-01,,J\0

                \t
                """))
        .containsExactly(
            "bad date,\"2008-02-30 is no date of service; write YYYY-MM-DD, YYYYMMDD or MM/DD/YYYY\",,,,",
            "bad date,there is no date of service,,,,",
            "no code,there is no code,,,,",
            "no code,there is no code,,,,",
            "bad date,\"soon is no known-on date; write YYYY-MM-DD, YYYYMMDD or MM/DD/YYYY\",,,,",
            "bad line,\"6 cells under 4 columns, the last being: more, \",,,,",
            "valid,\"valid, with this content since 2002-01-01\",,2008-01,S9372,",
            "bad date,there is no date of service,,,,",
            "bad line,a NUL character stands in the code,,,,",
            "bad line,a NUL character stands in the date of service,,,,",
            "bad line,a NUL character stands in the modifiers,,,,");
  }

  /** Of databases, SAS, R and pandas, the last in a column of numbers with gaps. */
  @ParameterizedTest
  @ValueSource(
      strings = {"NULL", "null", "NA", "N/A", "#N/A", "<NA>", "nan", "NaT", "None", "\\N", "."})
  void takesForNothingWhatProgramsWriteForIt(String nothing) {
    String file = "code,date,known_on,mod\nS9372,2008-06-01,x,x\nx,2008-06-01,,\nS9372,x,,\n";
    assertThat(verdicts(file.replace("x", nothing)))
        .containsExactly(
            VALID.substring(1) + "S9372,",
            "no code,there is no code,,,,",
            "bad date,there is no date of service,,,,");
  }

  @Test
  void readsWhatPandasMakesOfNumbersInAColumnWithGaps() {
    assertThat(verdicts("code,date,mod\n99213.0,20080601.0,25.0\n,,\n").get(0))
        .isEqualTo("level I,CPT codes are not in the public HCPCS files,,,99213,25 level I");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"JW&Q5", "{JW;Q5}", "['JW' 'Q5']", "\"[\"\"JW\"\" \"\"Q5\"\"]\"", "(JW)(Q5)"})
  void readsListsOfModifiersAsOtherProgramsWriteThem(String list) {
    assertThat(verdicts("code,date,mod\nS9372,2007-06-01," + list + "\nS9372,2007-06-01,[]\n"))
        .containsExactly(
            VALID.substring(1) + "S9372,JW valid; Q5 valid", VALID.substring(1) + "S9372,");
  }

  @Test
  void looksForTheHeaderBehindBlankLines() {
    assertThat(check("\uFEFF\n \t\r\nsep=;\n\ncode;date\nS9372;2008-06-01\n"))
        .isEqualTo("\uFEFFcode,date" + FOUND + "\nS9372,2008-06-01" + VALID + "S9372,\n");
    assertRefused(
        "\uFEFF\n\n".getBytes(StandardCharsets.UTF_8),
        ErrorCode.FILE_UNREADABLE,
        "the file is empty; its first line must name the columns");
  }

  @Test
  void keepsANulThatStandsElsewhere() {
    assertThat(check("code,date,note\nS9372,2008-06-01,\0\n")).contains("2008-06-01,\0,valid");
  }

  @Test
  void takesTheWorstPartAndTheFirstOfThose() {
    assertThat(
            verdicts(
                """
                code,date,mod,mod2
                S9372,2008-06-01,W1,JW
                C3401,2008-06-01,W1,
                S9372,2008-06-01,59 zz;W1,"j,w"
                99213,2008-06-01,"JW,25",
                C3401,2001-06-01,,
                S9372,2008-06-01,JW|W1/59,-
                S9372,2008-06-01,JW,q5
                """))
        .containsExactly(
            "terminated,modifier W1: ended on 2007-09-30,,2008-01,W1,W1 terminated; JW valid",
            "terminated,ended on 2008-02-15,C3402,2008-01,C3401,W1 terminated",
            "unknown,modifier ZZ: no edition known on 2020-01-01 lists it,,,ZZ,59 level I; ZZ unknown; W1 terminated; J unknown; W unknown",
            "level I,CPT codes are not in the public HCPCS files,,,99213,JW valid; 25 level I",
            "not yet valid,valid from 2007-04-01,,2008-01,C3401,",
            "terminated,modifier W1: ended on 2007-09-30,,2008-01,W1,JW valid; W1 terminated; 59 level I",
            "absent,\"modifier Q5: no longer listed since 2008-01-01, and no loaded edition ended it\",,2008-01,Q5,JW valid; Q5 absent");
  }

  @Test
  void judgesByWhatWasKnownOnTheDayOfTheLine() {
    assertThat(
            verdicts(
                "code,date,known_on\nS9372,2008-06-01,2007-11-13\nS9372,2008-06-01,11/14/2007\nS9372,2008-06-01,\n"))
        .containsExactly(
            "unknown,no edition known on 2007-11-13 lists it,,,S9372,",
            "valid,\"valid, with this content since 2002-01-01\",,2008-01,S9372,",
            "valid,\"valid, with this content since 2002-01-01\",,2008-01,S9372,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "J9380-JW#valid,\"valid, with this content since 2002-01-01\",,2008-01,J9380,JW valid",
        "HC:J9380:W1:JW#terminated,modifier W1: ended on 2007-09-30,,2008-01,W1,W1 terminated; JW valid",
        "j9380jw#valid,\"valid, with this content since 2002-01-01\",,2008-01,J9380,JW valid",
        "J9380\u2013JW_W1#terminated,modifier W1: ended on 2007-09-30,,2008-01,W1,JW valid; W1 terminated",
        "J9380\u00a0JW#valid,\"valid, with this content since 2002-01-01\",,2008-01,J9380,JW valid",
        "(J9380)#valid,\"valid, with this content since 2002-01-01\",,2008-01,J9380,",
        "99213 25#level I,CPT codes are not in the public HCPCS files,,,99213,25 level I",
        "J9380ZZ#unknown,no edition known on 2020-01-01 lists it; is it J9380 with modifier ZZ?,,,J9380ZZ,",
        "9921325#unknown,no edition known on 2020-01-01 lists it; is it 99213 with modifier 25?,,,9921325,",
        "Z1111ZZ#unknown,no edition known on 2020-01-01 lists it,,,Z1111ZZ,"
      })
  void dividesACellWithACodeAndItsModifiersWhereThatIsCertain(String cell, String verdict) {
    assertThat(verdicts("code,date\n" + cell + ",2008-06-01\n")).containsExactly(verdict);
  }

  @Test
  void readsSerialNumbersOfAWorkbookWhereTheColumnHasNothingElse() {
    assertThat(verdicts("code,date\nS9372,39600\nS9372,\nS9372,39600.0\n"))
        .map(line -> line.replaceFirst(",.*", ""))
        .containsExactly("valid", "bad date", "valid");
    assertThat(verdicts("code,date\nS9372,39600\nS9372,2008-06-01\n"))
        .map(line -> line.replaceFirst(",.*", ""))
        .containsExactly("bad date", "valid");
  }

  @Test
  void sumsUp() {
    check(
        """
        code,date,mod
        S9372,2007-12-31,
        S9372,2008-01-01,
        S9372,2008-03-31,
        S9372,2008-04-01,
        C3401,2008-06-01,
        C3401,2008-07-01,
        S9372,2008-06-01,ZZ
        John Doe,2008-06-01,
        S9372,soon,
        """);
    assertThat(summary.lines()).isEqualTo(9);
    assertThat(summary.judged()).isEqualTo(8);
    assertThat(summary.of(Verdict.VALID)).isEqualTo(4);
    assertThat(summary.of(Verdict.BAD_DATE)).isEqualTo(1);
    assertThat(summary.before()).isEqualTo(1);
    assertThat(summary.after()).isEqualTo(5);
    assertThat(summary.oldest()).isEqualTo("2008-01");
    String unlisted = "no edition known on 2020-01-01 lists it";
    assertThat(summary.badCodes())
        .containsExactly(
            new ClaimSummary.BadCode("C3401", 2, "terminated", "ended on 2008-02-15"),
            new ClaimSummary.BadCode("", 1, "unknown", unlisted),
            new ClaimSummary.BadCode("ZZ", 1, "unknown", unlisted));
  }

  @Test
  void saysWhetherUnitsAreWholePackagesWhereAFileHasBoth() throws IOException {
    PackageUnits packages =
        new PackageUnits(
            List.of(
                new PackageUnits.Listing(
                    "asp",
                    new Edition(2008, 4),
                    "S9372",
                    "99999-4801-01",
                    BigDecimal.TEN,
                    BigDecimal.TEN)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ClaimCheck.run(
        input(
            stream(
                """
                code,date,units,ndc
                S9372,2008-06-01,20,99999-4801-01
                s9372,2008-06-01,25,"99999480101"
                S9372-XX,2008-06-01,,
                S9372,never,20,99999-4801-01
                """)),
        new ClaimBasis(LIVES, packages, KNOWN_ON),
        (bytes, length) -> out.write(bytes, 0, length),
        lines -> {},
        null);
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.get(0)).endsWith(",modifier_verdicts,units_reason");
    assertThat(lines.get(1)).startsWith("S9372,2008-06-01,20,99999-4801-01,valid,").endsWith(",");
    assertThat(lines.get(2))
        .endsWith(",no whole packages: 99999480101 holds 10 units (asp 2008-04)");
    assertThat(lines.get(3)).endsWith(",not judged: neither units nor NDC");
    assertThat(lines.get(4))
        .contains(",bad date,")
        .endsWith(",not judged: the line could not be judged");
    assertThat(CSVFormat.RFC4180.parse(new StringReader(out.toString(StandardCharsets.UTF_8))))
        .allSatisfy(line -> assertThat(line.size()).isEqualTo(11));
  }

  @Test
  void passesUnitsOnWithoutNdcs() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ClaimCheck.run(
        input(stream("code,date,units\nS9372,2008-06-01,20\n")),
        BASIS,
        (bytes, length) -> out.write(bytes, 0, length),
        lines -> {},
        null);
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("units_reason");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";"})
  void passesLinesOnAsRows(String separator) throws IOException {
    List<String> rows = new ArrayList<>();
    String text = "\uFEFF\"id, of us\"|code|date|verdict\n1|S9372|2008-06-01|\"a,;b\"\n";
    ClaimInput claims = input(stream(text.replace("|", separator)));
    ClaimCheck.run(
        claims,
        BASIS,
        new ClaimRows(
            claims,
            new RowQuery.RowSink() {
              @Override
              public void columns(List<RowQuery.ResultColumn> columns) {
                columns.forEach(column -> rows.add(column.name()));
              }

              @Override
              public void row(List<@Nullable String> values) {
                rows.add(String.valueOf(values));
              }
            }),
        lines -> {},
        null);
    assertThat(rows)
        .containsExactly(
            "id, of us",
            "code",
            "date",
            "input_verdict",
            "verdict",
            "reason",
            "replacement",
            "edition",
            "checked",
            "modifier_verdicts",
            "[1, S9372, 2008-06-01, a,;b, valid, valid, with this content since 2002-01-01, null, 2008-01, S9372, null]");
  }

  @Test
  void tellsWhatLinesAskWhoseVerdictIsNotValid() throws IOException {
    Set<ClaimQuestion> asked = ConcurrentHashMap.newKeySet();
    ClaimCheck.run(
        input(
            stream(
                """
                code,date,modifiers
                S9372,2008-06-01,
                s9372,1990-06-01,"NU, zz"
                S9372,1990-06-01,NU ZZ
                99213,2008-06-01,
                ,2008-06-01,
                """)),
        BASIS,
        (bytes, length) -> {},
        lines -> {},
        asked::add);
    assertThat(asked)
        .containsExactlyInAnyOrder(
            new ClaimQuestion("S9372", day("1990-06-01"), knownOn(), List.of("NU", "ZZ")),
            new ClaimQuestion("99213", day("2008-06-01"), knownOn(), List.of()));
  }

  private static int knownOn() {
    return (int) KNOWN_ON.toEpochDay();
  }

  @Test
  void endsWhenNobodyTakesTheLines() {
    ClaimInput input = input(stream("code,date\n" + "S9372,2008-06-01\n".repeat(500_000)));
    assertThatThrownBy(
            () ->
                ClaimCheck.run(
                    input,
                    BASIS,
                    (bytes, length) -> {
                      if (length > 1000) {
                        throw new IOException("Broken pipe");
                      }
                    },
                    lines -> {},
                    null))
        .hasMessage("Broken pipe");
  }

  @Test
  void refusesWhatIsNoClaimsFile(@TempDir Path folder) throws IOException {
    assertRefused(
        "".getBytes(StandardCharsets.UTF_8),
        ErrorCode.FILE_UNREADABLE,
        "the file is empty; its first line must name the columns");
    assertRefused(
        "\"sep=,\"\n".getBytes(StandardCharsets.UTF_8),
        ErrorCode.FILE_UNREADABLE,
        "the file is empty; its first line must name the columns");
    assertRefused(
        "PK\u0003\u0004\u0000,".getBytes(StandardCharsets.UTF_8),
        ErrorCode.FILE_UNREADABLE,
        "not a text file; a claims file is CSV in UTF-8, UTF-16 or windows-1252");
    assertRefused(
        "code,date\nS9372,2008-06-01\n".getBytes(StandardCharsets.UTF_16LE),
        ErrorCode.FILE_UNREADABLE,
        "it is in UTF-16 without the mark at its beginning, which is not read; save it in UTF-8");
    assertRefused(
        "code:date\n".getBytes(StandardCharsets.UTF_8),
        ErrorCode.USAGE,
        "no column for the code (code, hcpcs, hcpcs_code or procedure_code); name it with --columns; the file was read as UTF-8 or"
            + " windows-1252 with commas between the cells, and the columns are: code:date");
    assertThatThrownBy(() -> ClaimInput.open(folder, Map.of()))
        .hasMessage(folder + ": a folder, not a file");
    Path missing = folder.resolve("missing.csv");
    assertThatThrownBy(() -> ClaimInput.open(missing, Map.of()))
        .hasMessage(missing + ": no such file");
    Path wrong = Files.writeString(folder.resolve("wrong.csv"), "a,b\n");
    assertThatThrownBy(() -> ClaimInput.open(wrong, Map.of()))
        .hasMessageStartingWith(wrong + ": no column");
  }

  @Test
  void tellsHowMuchOfAFileItRead(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("claims.csv"), "code,date\n".repeat(1_000_000));
    try (ClaimInput input = ClaimInput.open(file, Map.of())) {
      assertThat(input.share()).isPositive().isLessThan(0.2);
      while (input.next() != null) {
        assertThat(input.share()).isLessThanOrEqualTo(1);
      }
      assertThat(input.share()).isEqualTo(1);
    }
    assertThat(input(stream("code,date\n")).share()).isNegative();
  }

  private static void assertRefused(byte[] bytes, ErrorCode code, String message) {
    assertThatThrownBy(() -> input(new ByteArrayInputStream(bytes)))
        .isInstanceOfSatisfying(
            HcpcsException.class, e -> assertThat(e.errorCode()).isEqualTo(code))
        .hasMessage("claims.csv: " + message);
  }

  /** What was found, line by line. */
  private List<String> verdicts(String text) {
    int columns = text.lines().findFirst().orElseThrow().split(",").length;
    return check(text)
        .lines()
        .skip(1)
        .map(line -> line.replaceFirst("^(?:(?:\"[^\"]*\"|[^,]*),){" + columns + "}", ""))
        .toList();
  }

  private String check(String text) {
    return check(stream(text));
  }

  private String check(byte[] bytes) {
    return check(new ByteArrayInputStream(bytes));
  }

  private String check(InputStream in) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    check(in, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private void check(byte[] bytes, ByteArrayOutputStream out) {
    check(new ByteArrayInputStream(bytes), out);
  }

  private void check(InputStream in, ByteArrayOutputStream out) {
    try {
      summary =
          ClaimCheck.run(
              input(in), BASIS, (taken, length) -> out.write(taken, 0, length), lines -> {}, null);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ClaimInput input(InputStream in) {
    return new ClaimInput("claims.csv", in, Map.of());
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
