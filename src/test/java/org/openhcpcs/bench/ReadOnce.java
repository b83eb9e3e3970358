package org.openhcpcs.bench;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.openhcpcs.code.Edition;
import org.openhcpcs.source.CodeTableReader;
import org.openhcpcs.source.FixedWidthReader;

/**
 * Reads one code file once, in one of several ways, and prints how many records it saw: what {@code
 * src/bench/readers} times.
 */
public final class ReadOnce {

  private static final Edition EDITION = new Edition(2019, 1);

  private ReadOnce() {}

  public static void main(String[] args) throws Exception {
    byte[] bytes = Files.readAllBytes(Path.of(args[1]));
    int records =
        switch (args[0]) {
          case "text" -> FixedWidthReader.read("text", bytes, EDITION).records().size();
          case "workbook" -> CodeTableReader.read("workbook.xlsx", bytes, EDITION).records().size();
          case "xssf" -> readWithXssf(bytes);
          default -> throw new IllegalArgumentException(args[0]);
        };
    System.out.println(records);
  }

  private static int readWithXssf(byte[] bytes) throws Exception {
    int rows = 0;
    try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
      int characters = 0;
      for (Row row : workbook.getSheetAt(0)) {
        rows++;
        for (Cell cell : row) {
          characters += cell.toString().length();
        }
      }
      return characters == 0 ? 0 : rows;
    }
  }
}
