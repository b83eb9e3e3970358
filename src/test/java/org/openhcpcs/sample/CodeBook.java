package org.openhcpcs.sample;

import java.util.ArrayList;
import java.util.List;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Kind;

/**
 * The workbook twin of the code file: the column names of 2016 and later, in row 8, and one row a
 * code.
 */
final class CodeBook {

  private static final List<String> HEADER =
      List.of(
          ("HCPC|SEQNUM|RECID|LONG DESCRIPTION|SHORT DESCRIPTION|PRICE1|PRICE2|PRICE3|"
                  + "PRICE4|MULT_PI|CIM1|CIM2|CIM3|MCM1|MCM2|MCM3|STATUTE|LABCERT1|LABCERT2|"
                  + "LABCERT3|LABCERT4|LABCERT5|LABCERT6|LABCERT7|LABCERT8|XREF1|XREF2|XREF3|XREF4|"
                  + "XREF5|COV|ASC_GRP|ASC_DT|OPPS|OPPS_PI|OPPS_DT|PROCNOTE|BETOS|TOS1|TOS2|TOS3|"
                  + "TOS4|TOS5|ANEST_BU|ADD DT|ACT EFF DT|TERM DT|ACTION CD")
              .split("[|]"));

  private CodeBook() {}

  static Sheet sheet(SampleRelease release) {
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(Sheet.row("***Disclaimers"));
    rows.add(List.of());
    rows.add(Sheet.row(CodeText.statement(release)));
    for (int blank = 4; blank < 8; blank++) {
      rows.add(List.of());
    }
    rows.add(Sheet.row(HEADER));
    release.records().forEach(sample -> rows.add(row(release, sample)));
    return new Sheet("A", rows);
  }

  private static List<Cell> row(SampleRelease release, SampleRecord sample) {
    List<String> cells = new ArrayList<>();
    cells.add(sample.cell());
    cells.add("0010");
    cells.add(sample.kind() == Kind.MODIFIER ? "7" : "3");
    for (Field field : Field.ALL) {
      cells.add(value(release, sample, field));
    }
    return Sheet.row(cells);
  }

  private static String value(SampleRelease release, SampleRecord sample, Field field) {
    return release.twinDifferences().stream()
        .filter(
            difference -> difference.code().equals(sample.code()) && difference.field() == field)
        .map(SampleRelease.TwinDifference::workbook)
        .findFirst()
        .orElse(sample.get(field));
  }
}
