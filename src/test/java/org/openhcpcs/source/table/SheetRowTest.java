package org.openhcpcs.source.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SheetRowTest {

  /** PostgreSQL's text cannot hold it; a code table still finds it. */
  @Test
  void showsADeadByteAsItsSymbolButKeepsIt() {
    SheetRow row = new SheetRow(1);
    row.set(0, SheetRow.CellType.TEXT, "No\0Change");
    assertThat(row.text(0)).isEqualTo("No\u2400Change");
    assertThat(row.content(0)).isEqualTo("No\0Change");
    assertThat(row.raw()).isEqualTo("No\0Change");
    assertThat(row.text(1)).isEmpty();
  }

  @Test
  void readsTheWordsOfACellWhateverBlanksStandAroundAndBetweenThem() {
    SheetRow row = new SheetRow(1);
    row.set(0, SheetRow.CellType.TEXT, "\u00a0HCPCS\r\n\u00a0Code\t ");
    assertThat(row.words(0)).isEqualTo("HCPCS Code");
    assertThat(row.text(0)).isEqualTo("\u00a0HCPCS\r\n\u00a0Code\t ");
    assertThat(row.words(1)).isEmpty();
  }
}
