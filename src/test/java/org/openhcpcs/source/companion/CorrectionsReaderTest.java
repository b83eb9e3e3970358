package org.openhcpcs.source.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.source.table.Books;

class CorrectionsReaderTest {

  private static final List<Object> TITLE = List.of("", "", "", "2017 HCPCS CORRECTIONS");
  private static final List<Object> HEADER =
      List.of("CODE", "ACTION", "EFF DATE", "SHORT DESC", "LONG DESC", "TOS ", "PRICE");

  private static CorrectionsReader.CorrectionRows read(List<List<Object>> rows) {
    return CorrectionsReader.read(
        "corrections.xlsx", Books.xlsx(book -> Books.sheet(book, "Sheet1", rows)));
  }

  @Test
  void readsEachRowAsItStands() {
    CorrectionsReader.CorrectionRows corrections =
        read(
            List.of(
                TITLE,
                List.of(),
                HEADER,
                List.of("C1842", "ADD ", 42736, "Pump", "A  long\nstory", "9,F", 53),
                List.of(" da ", "Removed in error", 40544),
                List.of("Q5111", "ADD CODE", "01/0/12019", "", "", 1)));
    assertThat(corrections.rows())
        .containsExactly(
            new CorrectionRow(
                4,
                "C1842",
                "ADD",
                Map.of(
                    "EFF DATE", "2017-01-01",
                    "SHORT DESC", "Pump",
                    "LONG DESC", "A long story",
                    "TOS", "9,F",
                    "PRICE", "53")),
            new CorrectionRow(5, "DA", "Removed in error", Map.of("EFF DATE", "2011-01-01")),
            new CorrectionRow(
                6, "Q5111", "ADD CODE", Map.of("EFF DATE", "01/0/12019", "TOS", "1")));
    assertThat(corrections.rows().get(0).cells().keySet())
        .containsExactly("EFF DATE", "SHORT DESC", "LONG DESC", "TOS", "PRICE");
    assertThat(corrections.findings()).isEmpty();
  }

  @Test
  void keepsACellUnderNoHeader() {
    assertThat(
            read(List.of(List.of("HCPCS", "Action"), List.of("A1000", "Delete", "", "by mistake")))
                .rows())
        .containsExactly(new CorrectionRow(2, "A1000", "Delete", Map.of("column 4", "by mistake")));
  }

  @Test
  void findsTheColumnsWhateverTheirHeaders() {
    List<List<Object>> rows =
        List.of(
            List.of("C7537", "Revise LD", "A long story", 45658),
            List.of("MA", "Terminate ", "", 45658));
    for (List<Object> header :
        List.<List<Object>>of(
            List.of("HCPCS/MOD Code", "Action", "Long Description", "Effective Date"),
            List.of("HCPCS Code or Modifier", "Correction Needed", "Long Desc.", "Eff. Date"),
            List.of("PROC CODE", "Type of Change", "LD", "Effective"),
            List.of("Affected item", "ACTION", "LD", "Date"),
            List.of("Code", "What CMS asks you to do", "LD", "Eff date"),
            List.of("Item", "Remarks", "LD", "DATE"))) {
      List<List<Object>> sheet = new ArrayList<>(List.of(TITLE, header));
      sheet.addAll(rows);
      assertThat(read(sheet).rows())
          .as("%s", header)
          .containsExactly(
              new CorrectionRow(
                  3,
                  "C7537",
                  "Revise LD",
                  Map.of(
                      header.get(2).toString(), "A long story",
                      header.get(3).toString(), "2025-01-01")),
              new CorrectionRow(
                  4, "MA", "Terminate", Map.of(header.get(3).toString(), "2025-01-01")));
    }
  }

  @Test
  void takesTheColumnActionBeforeOthersThatSoundLikeIt() {
    assertThat(
            read(List.of(
                    List.of("Update", "HCPCS", "Action Code", "Action"),
                    List.of("V2", "A1000*", "N", "Remove code")))
                .rows())
        .containsExactly(
            new CorrectionRow(
                2, "A1000", "Remove code", Map.of("Update", "V2", "Action Code", "N")));
  }

  @Test
  void readsAllOfALongSheetWhoseHeadersTellNothing() {
    List<List<Object>> sheet = new ArrayList<>(List.of(List.of("Item", "Remarks")));
    IntStream.range(1000, 1110).forEach(i -> sheet.add(List.of("A" + i, "Terminate")));
    assertThat(read(sheet).rows()).hasSize(110);
  }

  @Test
  void findsRowsThatNameNoCode() {
    CorrectionsReader.CorrectionRows corrections =
        read(List.of(HEADER, List.of("G0480 - G0483", "Terminate"), List.of("A1000", "ADD")));
    assertThat(corrections.rows()).extracting(CorrectionRow::code).containsExactly("A1000");
    assertThat(corrections.findings())
        .containsExactly(
            Finding.warning(
                    "correction-row", "a row of the corrections names no code; it was left out")
                .at("corrections.xlsx", 2)
                .observed("G0480 - G0483\tTerminate"));
  }

  @Test
  void givesNoTwoRowsOfAWorkbookOneLine() {
    byte[] book =
        Books.xlsx(
            content -> {
              Books.sheet(content, "Read me", List.of(TITLE, TITLE, TITLE));
              Books.sheet(content, "A", List.of(HEADER, List.of("A1000", "ADD")));
              Books.sheet(
                  content, "B", List.of(HEADER, List.of("A2000", "ADD"), List.of("see", "below")));
            });
    CorrectionsReader.CorrectionRows corrections = CorrectionsReader.read("corrections.xlsx", book);
    assertThat(corrections.rows()).extracting(CorrectionRow::line).containsExactly(2, 4);
    assertThat(corrections.findings()).extracting(Finding::line).containsExactly(5);
  }

  @Test
  void takesNoOtherSheetForCorrections() {
    byte[] book =
        Books.xls(
            content -> {
              Books.sheet(content, "A", List.of(HEADER));
              Books.sheet(content, "B", List.of(List.of("A1000", "ADD")));
            });
    assertThat(CorrectionsReader.read("corrections.xls", book).rows()).isEmpty();
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> read(List.of(TITLE, List.of("CODE", "STATUS"))))
        .withMessage(
            "corrections.xlsx: no corrections with a column of codes and one that says what to do (ACTION)")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.FILE_UNREADABLE);
  }
}
