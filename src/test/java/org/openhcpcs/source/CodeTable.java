package org.openhcpcs.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.openhcpcs.code.Field;
import org.openhcpcs.source.table.Books;

/** A code table for tests: a header somewhere, and rows whose cells are given by field. */
public final class CodeTable {

  /** The names until 2013, with a filler. */
  static final List<String> OF_2012 =
      names(
          "HCPC|Seq Num|RIC|Long Description|Short Description|PI1|PI2|PI3|PI4|MPI|CIM1|CIM2|CIM3|"
              + "MCM1|MCM2|MCM3|Statute|Lab Cert1|Lab Cert2|Lab Cert3|Lab Cert4|Lab Cert5|"
              + "Lab Cert6|Lab Cert7|Lab Cert8|X-Ref1|X-Ref2|X-Ref3|X-Ref4|X-Ref5|Coverage|"
              + "ASC Pay Grp|ASC Pay Grp Eff Date|MOG Pay Grp|MOG Pay Ind|MOG Eff Date|Proc Note|"
              + "BETOS|FILLER|TOS1|TOS2|TOS3|TOS4|TOS5|Anest Base Units|Code Add Date|"
              + "Action Eff Date|Term Date|Action Code");

  /** The names since 2016. */
  public static final List<String> OF_2016 =
      names(
          "HCPC|SEQNUM|RECID|LONG DESCRIPTION|SHORT DESCRIPTION|PRICE1|PRICE2|PRICE3|PRICE4|"
              + "MULT_PI|CIM1|CIM2|CIM3|MCM1|MCM2|MCM3|STATUTE|LABCERT1|LABCERT2|LABCERT3|LABCERT4|"
              + "LABCERT5|LABCERT6|LABCERT7|LABCERT8|XREF1|XREF2|XREF3|XREF4|XREF5|COV|ASC_GRP|"
              + "ASC_DT|OPPS|OPPS_PI|OPPS_DT|PROCNOTE|BETOS|TOS1|TOS2|TOS3|TOS4|TOS5|ANEST_BU|"
              + "ADD DT|ACT EFF DT|TERM DT|ACTION CD");

  /** The names in full, as the record layout has them. */
  static final List<String> IN_FULL =
      names(
          "HCPCS Code|Sequence Number|Record Identification Code|Long Desc|Short Desc|"
              + "Pricing Indicator 1|Pricing Indicator 2|Pricing Indicator 3|Pricing Indicator 4|"
              + "Multiple Pricing Indicator|Coverage Issues Manual 1|Coverage Issues Manual 2|"
              + "Coverage Issues Manual 3|Carriers Manual 1|Carriers Manual 2|Carriers Manual 3|"
              + "Statute Number|Lab Certification 1|Lab Certification 2|Lab Certification 3|"
              + "Lab Certification 4|Lab Certification 5|Lab Certification 6|Lab Certification 7|"
              + "Lab Certification 8|Cross Reference 1|Cross Reference 2|Cross Reference 3|"
              + "Cross Reference 4|Cross Reference 5|Coverage Code|ASC Payment Group|"
              + "ASC Effective Date|MOG Payment Group|MOG Payment Policy|MOG Effective Date|"
              + "Processing Note Number|BETOS Code|Type of Service 1|Type of Service 2|"
              + "Type of Service 3|Type of Service 4|Type of Service 5|Anesthesia Base Units|"
              + "Added Date|Action Effective Date|Termination Date|Action");

  private final List<String> header;
  private final List<List<Object>> rows = new ArrayList<>();

  private CodeTable(List<String> header) {
    this.header = header;
  }

  private static List<String> names(String header) {
    return Arrays.asList(header.split("[|]"));
  }

  /** A table whose header stands in row 1. */
  static CodeTable of(List<String> header) {
    return of(header, 1);
  }

  /** A table whose header stands in a row, 1 upwards, below a disclaimer and blank rows. */
  public static CodeTable of(List<String> header, int headerRow) {
    CodeTable table = new CodeTable(header);
    for (int row = 1; row < headerRow; row++) {
      table.rows.add(row == 1 ? List.of("***Disclaimers") : List.of());
    }
    table.rows.add(new ArrayList<>(header));
    return table;
  }

  /** The column of a field, 0-based. */
  int column(Field field) {
    int filler = header.indexOf("FILLER");
    int column = 3 + Field.ALL.indexOf(field);
    return filler >= 0 && column >= filler ? column + 1 : column;
  }

  /**
   * Adds a row.
   *
   * @param fields fields and what stands in their cells, by turns
   */
  public CodeTable row(String code, Object sequence, Object ric, Object... fields) {
    List<Object> cells = new ArrayList<>(Collections.nCopies(header.size(), ""));
    cells.set(0, code);
    cells.set(1, sequence);
    cells.set(2, ric);
    for (int i = 0; i < fields.length; i += 2) {
      cells.set(column((Field) fields[i]), fields[i + 1]);
    }
    rows.add(cells);
    return this;
  }

  /** Adds a row as it is. */
  CodeTable cells(Object... cells) {
    rows.add(List.of(cells));
    return this;
  }

  List<List<Object>> rows() {
    return rows;
  }

  byte[] xlsx() {
    return Books.xlsx(workbook -> Books.sheet(workbook, "A", rows));
  }

  byte[] xls() {
    return Books.xls(workbook -> Books.sheet(workbook, "A", rows));
  }

  public byte[] csv() {
    return rows.stream()
        .map(
            row ->
                row.stream()
                    .map(cell -> '"' + cell.toString().replace("\"", "\"\"") + '"')
                    .collect(Collectors.joining(",")))
        .collect(Collectors.joining("\r\n"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
