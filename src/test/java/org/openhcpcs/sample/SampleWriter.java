package org.openhcpcs.sample;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a {@link SampleRelease} the form in which CMS publishes: a code file as text and as
 * workbook, its companions, and the zip around them. The same release gives the same bytes, on
 * every day and in every time zone.
 */
public final class SampleWriter {

  private static final Charset CMS_CHARSET = Charset.forName("windows-1252");
  private static final String LINE_END = "\r\n";

  private SampleWriter() {}

  /** The files of a release by their names, in the order in which the zip holds them. */
  public static Map<String, byte[]> files(SampleRelease release) {
    SampleNames names = new SampleNames(release.edition());
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(names.codeFile() + ".txt", text(CodeText.lines(release)));
    files.put(names.codeFile() + ".xlsx", workbook(release, List.of(CodeBook.sheet(release))));
    files.put(names.transactionReport(), workbook(release, TransactionsBook.sheets(release)));
    files.put(names.corrections(), workbook(release, List.of(CorrectionsBook.sheet(release))));
    files.put(names.readMe(), text(SampleTexts.lines("read-me.txt", release)));
    files.put(names.recordLayout(), text(SampleTexts.lines("record-layout.txt", release)));
    files.put(names.nocCodes(), workbook(release, List.of(NocBook.sheet(release))));
    files.put(names.processingNotes(), text(SampleTexts.lines("processing-notes.txt", release)));
    return files;
  }

  /** The zip's bytes; every member is stamped with the day of publication. */
  public static byte[] zip(SampleRelease release) {
    return Zip.deflated(files(release), release.publishedOn());
  }

  /** The name that the zip of an edition bears. */
  public static String zipName(SampleRelease release) {
    return new SampleNames(release.edition()).zip();
  }

  /** Writes the zip into a folder, which is made if it is missing, and returns its path. */
  public static Path writeZip(SampleRelease release, Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.write(folder.resolve(zipName(release)), zip(release));
  }

  /**
   * Makes a folder like the project's {@code input}, in which releases that pass for CMS's stand in
   * the place of the sample, and returns it.
   */
  public static Path writeDropFolder(Path folder) throws IOException {
    for (SampleRelease release : SampleData.editions()) {
      writeZip(release.unmarked(), folder);
    }
    for (String list : List.of("meanings.csv", "gates.csv")) {
      Files.copy(Path.of("input").resolve(list), folder.resolve(list));
    }
    return folder;
  }

  private static byte[] text(List<String> lines) {
    return (String.join(LINE_END, lines) + LINE_END).getBytes(CMS_CHARSET);
  }

  private static byte[] workbook(SampleRelease release, List<Sheet> sheets) {
    return new Workbook(sheets, release.publishedOn()).bytes();
  }
}
