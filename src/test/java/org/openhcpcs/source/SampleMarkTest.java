package org.openhcpcs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.Field;

class SampleMarkTest {

  private static final String MARK = "*Sample made by the OpenHCPCS project, no CMS publication";
  private static final String RECORD = CodeLine.procedure("A0021", "Ambulance").text();

  private static byte[] text(String... lines) {
    return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {MARK, "  *Sample made by somebody else", "\ufeff" + MARK})
  void standsAboveTheRecordsOfAText(String mark) {
    assertThat(SampleMark.isInText(text(mark, RECORD))).isTrue();
    assertThat(SampleMark.isInText(text("***Disclaimers", "", mark, RECORD))).isTrue();
    assertThat(SampleMark.isInText(text(RECORD, mark))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Sample made by a test", "*Sample", "*Made by a sample", "* Sample"})
  void isNoOtherLine(String line) {
    assertThat(SampleMark.isInText(text(line, RECORD))).isFalse();
    assertThat(SampleMark.isInReadMe(text(line))).isFalse();
  }

  @Test
  void standsAnywhereInAReadMe() {
    assertThat(SampleMark.isInReadMe(text("2008 ALPHANUMERIC", RECORD, "", MARK))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5})
  void standsAboveTheHeaderOfATable(int row) {
    CodeTable table =
        CodeTable.of(CodeTable.OF_2016, 4).row("A0021", "0010", "3", Field.BETOS, "O1A");
    table.rows().add(row - 1, List.of(MARK));
    boolean isAbove = row < 5;
    assertThat(SampleMark.isInTable("a.xlsx", table.xlsx())).isEqualTo(isAbove);
    assertThat(SampleMark.isInTable("a.xls", table.xls())).isEqualTo(isAbove);
    assertThat(SampleMark.isInTable("a.csv", table.csv())).isEqualTo(isAbove);
  }

  @Test
  void isNotInAFileThatCannotBeRead() {
    assertThat(SampleMark.isInTable("a.xlsx", text(MARK))).isFalse();
    assertThat(SampleMark.isInTable("a.csv", text("\"no end"))).isFalse();
  }
}
