package org.openhcpcs.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/** Workbooks that could do harm, or are none. */
@Timeout(60)
class HostileWorkbookTest {

  private static final String MAIN =
      "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  private static final String BEGIN = "<worksheet " + MAIN + "><sheetData>";
  private static final String END = "</sheetData></worksheet>";
  private static final String UNREADABLE = "a.xlsx: the workbook cannot be read: ";
  private static final String NOT_ITS_ENCODING =
      UNREADABLE + "a part of it is not in the encoding that it states";

  @TempDir Path folder;

  @Test
  void refusesAnExternalEntity() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    assertRefused(
        Books.ofSheet(
            "<!DOCTYPE a [<!ENTITY x SYSTEM \""
                + secret.toUri()
                + "\">]>"
                + BEGIN
                + "<row r=\"1\"><c t=\"str\"><v>&x;</v></c></row>"
                + END),
        UNREADABLE + "it has a document type, which no workbook needs");
  }

  @Test
  void refusesAnExternalDocumentType() {
    assertRefused(
        Books.ofSheet("<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\">" + BEGIN + END),
        UNREADABLE + "it has a document type, which no workbook needs");
  }

  @Test
  void refusesAnEntityThatGrows() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      laughs.append("<!ENTITY l%d \"&l%d;&l%d;\">".formatted(i, i - 1, i - 1));
    }
    assertRefused(
        Books.ofSheet(
            laughs + "]>" + BEGIN + "<row r=\"1\"><c t=\"str\"><v>&l29;</v></c></row>" + END),
        UNREADABLE + "it has a document type, which no workbook needs");
  }

  @Test
  void refusesAnEntityThatNothingDeclares() {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(
            () -> RecordedSheets.of(Books.ofRows("<row r=\"1\"><c t=\"str\"><v>&x;</v></c></row>")))
        .withMessageStartingWith(UNREADABLE)
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.FILE_UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"})
  void readsAPartInTheEncodingThatItStates(String encoding) {
    String xml =
        "<?xml version=\"1.0\" encoding=\""
            + encoding
            + "\" standalone=\"yes\"?>"
            + BEGIN
            + "<row r=\"1\"><c t=\"str\"><v>r\u00fccken</v></c></row>"
            + END;
    for (String mark : encoding.equals("UTF-8") ? List.of("", "\uFEFF") : List.of("")) {
      byte[] part = (mark + xml).getBytes(Charset.forName(encoding));
      assertThat(RecordedSheets.of(Books.ofSheet(out -> out.write(part), "")).cells())
          .extracting(RecordedSheets.Cell::text)
          .containsExactly("r\u00fccken");
    }
  }

  @Test
  void refusesAPartInAnotherEncodingThanItStates() {
    String xml = BEGIN + "<row r=\"1\"><c t=\"str\"><v>r\u00fccken</v></c></row>" + END;
    assertRefused(
        Books.ofSheet(out -> out.write(xml.getBytes(StandardCharsets.ISO_8859_1)), ""),
        NOT_ITS_ENCODING);
    assertRefused(
        Books.ofSheet("<?xml version=\"1.0\" encoding=\"klingon\"?>" + xml),
        UNREADABLE + "it is in the encoding klingon, which is not known");
  }

  /** A byte that windows-1252 has no character for, and half of one of UTF-16. */
  @ParameterizedTest
  @CsvSource({"windows-1252, 81", "UTF-16, D800"})
  void refusesWhatIsNoCharacterInTheEncodingThatAPartStates(String encoding, String bytes)
      throws IOException {
    String begin = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>" + BEGIN;
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    part.write((begin + "<row r=\"1\"><c t=\"str\"><v>x").getBytes(Charset.forName(encoding)));
    part.write(HexFormat.of().parseHex(bytes));
    part.write(
        "</v></c></row>".concat(END).getBytes(Charset.forName(encoding.replace("16", "16BE"))));
    assertRefused(Books.ofSheet(part::writeTo, ""), NOT_ITS_ENCODING);
  }

  @Test
  void believesTheMarkOfUtf8BeforeTheEncodingThatAPartStates() {
    String xml =
        "\uFEFF<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
            + BEGIN
            + "<row r=\"1\"><c t=\"str\"><v>r\u00fccken</v></c></row>"
            + END;
    byte[] part = xml.getBytes(StandardCharsets.UTF_8);
    assertThat(RecordedSheets.of(Books.ofSheet(out -> out.write(part), "")).cells())
        .extracting(RecordedSheets.Cell::text)
        .containsExactly("r\u00fccken");
  }

  /** Some parsers have a habit of that, and `--log json` promises JSON alone. */
  @Test
  void writesNothingToTheStandardErrorWhateverIsInAPart() throws IOException {
    List<String> seeds =
        List.of(
            "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE a [<!ENTITY x 'y'><!ATTLIST a b CDATA #IMPLIED>]>"
                + "<a b='1'>&x;<![CDATA[x]]><!-- c --><?pi x?></a>",
            "<!-- c --><!DOCTYPE a PUBLIC 'x' 'file:///etc/passwd'[<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><a/>",
            BEGIN + "<row r='1'><c t='str'><v>\u00e4&#xd;&amp;</v></c></row>" + END);
    String alphabet = "<>!&;%[]'\"? -=/ax\u0000\u00e4#C";
    Random random = new Random(15);
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      for (int i = 0; i < 6000; i++) {
        StringBuilder xml = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
        for (int change = random.nextInt(4); change > 0; change--) {
          int place = random.nextInt(xml.length());
          char c = alphabet.charAt(random.nextInt(alphabet.length()));
          switch (random.nextInt(3)) {
            case 0 -> xml.setCharAt(place, c);
            case 1 -> xml.deleteCharAt(place);
            default -> xml.insert(place, c);
          }
        }
        xml.setLength(random.nextInt(5) == 0 ? random.nextInt(xml.length()) : xml.length());
        Charset charset =
            random.nextInt(4) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        byte[] part = xml.toString().getBytes(charset);
        try {
          RecordedSheets.of(Books.ofSheet(out -> out.write(part), ""));
        } catch (HcpcsException e) {
          assertThat(e.getMessage()).startsWith(UNREADABLE);
        }
      }
    } finally {
      System.setErr(before);
    }
    assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void refusesAPartThatUnpacksToMoreThanAnyWorkbookHolds() {
    byte[] bomb = filled(BEGIN, ' ', 129, END);
    assertThat(bomb).hasSizeLessThan(2 << 20);
    assertRefused(
        bomb, "a.xlsx: the workbook cannot be read: a part of it unpacks to more than 128 MB");
  }

  @Test
  void refusesACellThatIsLongerThanExcelAllows() {
    byte[] bomb = filled(BEGIN + "<row r=\"1\"><c t=\"str\"><v>", 'x', 100, "</v></c></row>" + END);
    assertRefused(bomb, UNREADABLE + "a cell holds more than 32767 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v", "is><t"})
  void readsACellAsLongAsExcelAllows(String element) {
    String end = element.equals("v") ? "</v>" : "</t></is>";
    String type = element.equals("v") ? "str" : "inlineStr";
    String row = "<row r=\"1\"><c r=\"A1\" t=\"%s\"><%s>%s%s</c></row>";
    String longest = "x".repeat(32_767);
    assertThat(RecordedSheets.of(Books.ofRows(row.formatted(type, element, longest, end))).cells())
        .extracting(RecordedSheets.Cell::text)
        .containsExactly(longest);
    assertRefused(
        Books.ofRows(row.formatted(type, element, longest + "x", end)),
        UNREADABLE + "a cell holds more than 32767 characters");
  }

  @Test
  void refusesMoreSharedTextThanAnyCodeFileHolds() {
    String text = "<si><t>" + "x".repeat(32_000) + "</t></si>";
    assertRefused(
        Books.ofSheet(
            out -> out.write((BEGIN + END).getBytes(StandardCharsets.UTF_8)), text.repeat(1049)),
        UNREADABLE + "it holds more text than any code file");
    assertThat(
            RecordedSheets.of(
                    Books.ofSheet(
                        out -> out.write((BEGIN + END).getBytes(StandardCharsets.UTF_8)),
                        text.repeat(1047)))
                .sheets())
        .containsExactly("A");
  }

  @Test
  void refusesElementsWithoutEndInOneAnother() {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> RecordedSheets.of(filled(BEGIN, "<a>", 10, END)))
        .withMessageStartingWith(UNREADABLE);
  }

  @Test
  void refusesMoreAttributesThanAnyElementHas() {
    StringBuilder row = new StringBuilder("<row");
    for (int i = 0; i < 1_000_000; i++) {
      row.append(" a").append(i).append("=''");
    }
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> RecordedSheets.of(Books.ofRows(row + "/>")))
        .withMessageStartingWith(UNREADABLE + "Attribute limit");
  }

  @Test
  void refusesACellThatPointsAtNoString() {
    assertRefused(
        Books.ofRows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>"),
        UNREADABLE + "a cell points at string 7, which it does not have");
    assertRefused(
        Books.ofRows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>"),
        UNREADABLE + "a cell points at string -1, which it does not have");
  }

  @Test
  void readsOverAMillionEmptyRowsAndKeepsNone() {
    List<WeakReference<SheetRow>> rows = new ArrayList<>();
    byte[] workbook =
        Books.ofSheet(
            out -> {
              write(out, BEGIN + "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
              StringBuilder some = new StringBuilder();
              for (int i = 2; i <= 1_000_001; i++) {
                some.append("<row r=\"").append(i).append("\" s=\"1\">");
                some.append(i % 2 == 0 ? "<c r=\"A" + i + "\" s=\"1\"/>" : "").append("</row>");
                if (some.length() > 100_000) {
                  write(out, some.toString());
                  some.setLength(0);
                }
              }
              write(out, some + "<row r=\"1000002\"><c r=\"A1000002\"><v>2</v></c></row>" + END);
            },
            "");
    RecordedSheets recorded = new RecordedSheets();
    WorkbookReader.read(
        "a.xlsx",
        workbook,
        new SheetSink() {
          @Override
          public void sheet(String name) {
            recorded.sheet(name);
          }

          @Override
          public boolean row(SheetRow row) {
            rows.add(new WeakReference<>(row));
            return recorded.row(row);
          }
        });
    assertThat(recorded.rows()).isEqualTo(2);
    assertThat(recorded.cells())
        .containsExactly(
            new RecordedSheets.Cell("A", 1, 0, SheetRow.CellType.NUMBER, "1"),
            new RecordedSheets.Cell("A", 1_000_002, 0, SheetRow.CellType.NUMBER, "2"));
    System.gc();
    assertThat(rows).allMatch(row -> row.get() == null);
  }

  @Test
  void computesNoFormula() {
    String bomb = "REPT(".repeat(20_000) + "\"x\"" + ",32767)".repeat(20_000);
    byte[] workbook =
        Books.ofRows(
            "<row r=\"1\"><c r=\"A1\" t=\"str\"><f>"
                + bomb
                + "</f><v>cached</v></c><c r=\"B1\"><f>"
                + bomb
                + "</f></c></row>");
    assertThat(RecordedSheets.of(workbook).cells())
        .extracting(RecordedSheets.Cell::text)
        .containsExactly("cached", "a formula that nobody computed");
  }

  @Test
  void takesADigitBombForWhatItIs() {
    String digits = "9".repeat(32_000);
    assertThat(
            RecordedSheets.of(
                    Books.ofRows(
                        "<row r=\"1\"><c r=\"A1\"><v>1E999999999</v></c><c r=\"B1\"><v>"
                            + digits
                            + "</v></c><c r=\"C1\"><v>1E-999999999</v></c><c r=\"D1\"><v>x</v></c></row>"))
                .cells())
        .extracting(RecordedSheets.Cell::text)
        .containsExactly("1E999999999", digits, "1E-999999999", "x");
  }

  @Test
  void ignoresColumnsThatNoTableOfCmsHas() {
    assertThat(
            RecordedSheets.of(
                    Books.ofRows(
                        "<row r=\"1\"><c r=\"IV1\"><v>1</v></c><c r=\"IW1\"><v>2</v></c>"
                            + "<c r=\"XFD1\"><v>3</v></c><c r=\"ZZZZZZZZZZZ1\"><v>4</v></c>"
                            + "<c r=\"1\"><v>5</v></c></row>"))
                .cells())
        .containsExactly(new RecordedSheets.Cell("A", 1, 255, SheetRow.CellType.NUMBER, "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls"})
  void refusesATruncatedWorkbook(String format) {
    byte[] whole =
        format.equals("xlsx")
            ? Books.xlsx(HostileWorkbookTest::fill)
            : Books.xls(HostileWorkbookTest::fill);
    for (int tenth = 1; tenth < 10; tenth++) {
      byte[] part = Arrays.copyOf(whole, whole.length * tenth / 10);
      assertThatExceptionOfType(HcpcsException.class)
          .as("%d tenths", tenth)
          .isThrownBy(() -> RecordedSheets.of(part))
          .withMessageStartingWith(UNREADABLE + (format.equals("xlsx") ? "it is cut short" : ""))
          .extracting(HcpcsException::errorCode)
          .isEqualTo(ErrorCode.FILE_UNREADABLE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PK", "<html><body>Access denied</body></html>", "HCPC,SEQNUM,RECID"})
  void refusesWhatIsNoWorkbook(String content) {
    assertRefused(content.getBytes(StandardCharsets.UTF_8), "a.xlsx: not an Excel workbook");
  }

  @Test
  void refusesAZipThatIsNoWorkbook() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("a.txt"));
    }
    assertRefused(bytes.toByteArray(), UNREADABLE + "it has no sheet");
  }

  /** Found by mutation: these methods need libraries that are not here. */
  @ParameterizedTest
  @ValueSource(ints = {12, 14, 93, 95, 97})
  void refusesAPartThatIsPackedInAnotherWay(int method) {
    byte[] workbook = Books.xlsx(HostileWorkbookTest::fill);
    int changed = 0;
    for (int i = 0; i + 12 < workbook.length; i++) {
      boolean local = startsWith(workbook, i, 'P', 'K', 3, 4);
      boolean central = startsWith(workbook, i, 'P', 'K', 1, 2);
      if (local || central) {
        workbook[i + (local ? 8 : 10)] = (byte) method;
        changed++;
      }
    }
    assertThat(changed).isGreaterThan(10);
    assertRefused(workbook, UNREADABLE + "a part of it is packed in a way that no workbook is");
  }

  /** Found by mutation: POI sets aside what the header states, up to 250 MB at once. */
  @Test
  void refusesAnXlsWhoseHeaderStatesMoreThanThereIs() {
    byte[] workbook = Books.xls(HostileWorkbookTest::fill);
    workbook[0x2D] = 0x0C; // the number of its allocation blocks, by now 3073
    assertRefused(workbook, UNREADABLE + "its header states more than there is");
  }

  /** Found by mutation: POI's message quotes a name with a line end in it. */
  @Test
  void saysInOneLineWhatIsWrong() {
    byte[] workbook = Books.xls(HostileWorkbookTest::fill);
    String text = new String(workbook, StandardCharsets.ISO_8859_1);
    int name = text.indexOf("W\0o\0r\0k\0b\0o\0o\0k");
    assertThat(name).isPositive();
    workbook[name + 4] = '\n';
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> RecordedSheets.of(workbook))
        .withMessageMatching("a[.]xlsx: the workbook cannot be read: [^\\p{Cntrl}]+");
  }

  private static boolean startsWith(byte[] bytes, int at, int... expected) {
    for (int i = 0; i < expected.length; i++) {
      if (bytes[at + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static void fill(Workbook workbook) {
    Books.sheet(workbook, "A", List.of(List.of("a", "b"), List.of("c".repeat(3000))));
  }

  /** A workbook of one sheet with megabytes of the same characters in it. */
  private static byte[] filled(String begin, char filling, int megabytes, String end) {
    return filled(begin, String.valueOf(filling), megabytes, end);
  }

  private static byte[] filled(String begin, String filling, int megabytes, String end) {
    byte[] megabyte =
        filling.repeat((1 << 20) / filling.length()).getBytes(StandardCharsets.US_ASCII);
    return Books.ofSheet(
        out -> {
          write(out, begin);
          for (int i = 0; i < megabytes; i++) {
            out.write(megabyte);
          }
          write(out, end);
        },
        "");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(byte[] workbook, String message) {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> RecordedSheets.of(workbook))
        .withMessage(message)
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.FILE_UNREADABLE);
  }
}
