package org.openhcpcs.chaos;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Writes copies of releases with damaged lines in their texts and damaged cells in workbooks. */
final class MutantFolder {

  /** Where the header of a CSV file stands at the latest; a table without one is no table. */
  private static final int HEADER_ROWS = 12;

  /** A code file gets so many times the damage of another file. */
  private static final int CODE_FILE_SHARE = 10;

  private static final Pattern CODE_FILE = Pattern.compile(".*anweb[^/]*");

  /** A text of a workbook, or a number that stands in its cell. */
  private static final Pattern CELL =
      Pattern.compile("(<t(?: [^>]*)?>|<c r=\"[A-Z]+[0-9]+\"(?: s=\"[0-9]+\")?><v>)([^<]+)(?=<)");

  private static final Pattern NO_XML = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]");

  private final Random random;
  private final LineMutant mutant;
  private final int linesPerCodeFile;
  private int lines;
  private int cells;

  MutantFolder(Random random, int linesPerCodeFile) {
    this.random = random;
    this.mutant = new LineMutant(random);
    this.linesPerCodeFile = linesPerCodeFile;
  }

  /** How many lines of texts were damaged. */
  int lines() {
    return lines;
  }

  /** How many cells of workbooks were damaged. */
  int cells() {
    return cells;
  }

  /** Copies a zip, a file or a folder of them. */
  void copy(Path from, Path to) throws IOException {
    if (Files.isDirectory(from)) {
      Files.createDirectories(to);
      try (Stream<Path> children = Files.list(from)) {
        for (Path child : children.sorted().toList()) {
          copy(child, to.resolve(child.getFileName().toString()));
        }
      }
    } else {
      Files.write(to, damaged(from.getFileName().toString(), Files.readAllBytes(from)));
    }
  }

  private byte[] damaged(String file, byte[] content) throws IOException {
    String name = file.toLowerCase(Locale.ROOT);
    int count =
        CODE_FILE.matcher(name).matches() ? linesPerCodeFile : linesPerCodeFile / CODE_FILE_SHARE;
    if (name.endsWith(".zip")) {
      return members(content, 0);
    }
    if (name.endsWith(".xlsx")) {
      return members(content, count);
    }
    if (!name.matches(".*\\.(txt|csv|prn)")) {
      return content;
    }
    lines += count;
    return mutant.damage(content, count, name.endsWith(".csv") ? HEADER_ROWS : 0);
  }

  /**
   * The members of a zip, and of a workbook, which is one too.
   *
   * @param count how many cells of a workbook are damaged
   */
  private byte[] members(byte[] zip, int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        byte[] content = in.readAllBytes();
        boolean sheet = entry.getName().endsWith(".xml");
        out.write(sheet ? damagedCells(content, count) : damaged(entry.getName(), content));
      }
    }
    return bytes.toByteArray();
  }

  private byte[] damagedCells(byte[] xml, int count) {
    Matcher cell = CELL.matcher(new String(xml, StandardCharsets.UTF_8));
    long all = cell.results().count();
    StringBuilder damaged = new StringBuilder();
    cell.reset();
    while (cell.find()) {
      if (random.nextDouble() * all < count) {
        cells++;
        String text = mutant.bytes(cell.group(2).replace("&lt;", "<").replace("&amp;", "&"));
        String plain = NO_XML.matcher(text).replaceAll("");
        String written = plain.replace("&", "&amp;").replace("<", "&lt;");
        cell.appendReplacement(damaged, Matcher.quoteReplacement(cell.group(1) + written));
      }
    }
    return cell.appendTail(damaged).toString().getBytes(StandardCharsets.UTF_8);
  }
}
