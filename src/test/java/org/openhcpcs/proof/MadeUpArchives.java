package org.openhcpcs.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.history.Identity;
import org.openhcpcs.proof.evidence.Stated;
import org.openhcpcs.proof.evidence.Stated.NamedArchive;
import org.openhcpcs.proof.evidence.Stated.StatedEdition;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.source.CodeLine;
import org.openhcpcs.source.CodeTable;

/**
 * A folder of small archives: A1001 ends in 2019 for B2002, C3003 is in the first edition only, the
 * line of L4004 in 2019 is damaged, E5005 comes later; the newest edition is a CSV alone.
 */
final class MadeUpArchives {

  private final Path folder;
  private final List<StatedEdition> editions = new ArrayList<>();

  MadeUpArchives(Path folder) throws IOException {
    this.folder = folder;
    release(
        "2018-01",
        "2018-Alpha-Numeric-HCPCS-File.zip",
        "HCPC2018_CONTR_ANWEB.txt",
        LocalDate.of(2017, 11, 3),
        line("A1001", "a bandage of gauze", "20100101", "20100101", "", "N"),
        CodeLine.procedureMore("A1001", "per yard").text(),
        line("B2002", "a bandage of another kind", "20150101", "20150101", "", "N"),
        line("C3003", "a code that vanishes", "20100101", "20100101", "", "N"),
        line("L4004", "a drug, ten milligrams", "20100101", "20100101", "", "N"),
        modifier("XY", "on a Tuesday"));
    release(
        "2019-01",
        "2019-Alpha-Numeric-HCPCS-File.zip",
        "HCPC2019_CONTR_ANWEB.txt",
        LocalDate.of(2018, 11, 2),
        new CodeLine(line("A1001", "a bandage of gauze", "20100101", "20190401", "20190331", "D"))
            .with(Field.CROSS_REFERENCE_1, "B2002")
            .text(),
        CodeLine.procedureMore("A1001", "per yard").text(),
        line("B2002", "a bandage of another kind", "20150101", "20150101", "", "N"),
        line("L4004", "a drug, ten milligrams", "2010O101", "20100101", "", "N"),
        line("E5005", "a new code", "20190101", "20190101", "", "A"),
        modifier("XY", "on a Tuesday"));
    archive("2020-Alpha-Numeric-HCPCS-File.zip", "2020-01", "HCPC2020_ANWEB.csv", csv());
  }

  static byte[] csv() {
    return CodeTable.of(CodeTable.OF_2016, 1)
        .row(
            "A1001",
            "0010",
            "3",
            Field.LONG_DESCRIPTION,
            "a bandage of gauze per yard",
            Field.CROSS_REFERENCE_1,
            "B2002",
            Field.ADDED_DATE,
            "20100101",
            Field.TERMINATION_DATE,
            "20190331")
        .row("B2002", "0010", "3", fields("a bandage of another kind", ""))
        .row("L4004", "0010", "3", fields("a drug, 10 milligrams", ""))
        .row("E5005", "0010", "3", fields("a new code \u2018quoted\u2019", ""))
        .row("XY", "0010", "7", fields("on a Tuesday", ""))
        .csv();
  }

  private static Object[] fields(String description, String end) {
    return new Object[] {
      Field.LONG_DESCRIPTION,
      description,
      Field.ADDED_DATE,
      "20100101",
      Field.TERMINATION_DATE,
      end,
      Field.ACTION,
      "N"
    };
  }

  private static String line(
      String code, String description, String added, String action, String end, String what) {
    return CodeLine.procedure(code, description)
        .with(Field.ADDED_DATE, added)
        .with(Field.ACTION_EFFECTIVE_DATE, action)
        .with(Field.TERMINATION_DATE, end)
        .with(Field.ACTION, what)
        .text();
  }

  private static String modifier(String code, String description) {
    return CodeLine.modifier(code, description)
        .with(Field.ADDED_DATE, "20100101")
        .with(Field.ACTION_EFFECTIVE_DATE, "20100101")
        .with(Field.ACTION, "N")
        .text();
  }

  private void release(
      String edition, String zip, String file, LocalDate stampedOn, String... lines)
      throws IOException {
    archive(
        zip,
        edition,
        file,
        (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.ISO_8859_1),
        stampedOn);
  }

  private void archive(String zip, String edition, String file, byte[] content) throws IOException {
    archive(zip, edition, file, content, LocalDate.of(2019, 12, 20));
  }

  private void archive(
      String name, String edition, String file, byte[] content, LocalDate stampedOn)
      throws IOException {
    editions.add(
        new StatedEdition(
            Edition.parse(edition).orElseThrow(),
            new NamedArchive(name, keep(zip(file, content, stampedOn))),
            "folder",
            List.of()));
  }

  static byte[] zip(String file, byte[] content, LocalDate stampedOn) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry(file);
      entry.setTimeLocal(stampedOn.atTime(12, 0));
      zip.putNextEntry(entry);
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  /** Puts an archive into the folder, and returns its SHA-256. */
  String keep(byte[] archive) throws IOException {
    Path part = Files.createTempFile(folder, "new", ".tmp");
    Files.write(part, archive);
    String sha256 =
        new ArchiveStore(folder).contentOf(String.valueOf(part.getFileName())).orElseThrow();
    Files.move(part, folder.resolve(sha256));
    return sha256;
  }

  /** What a database would state of them. */
  Stated stated(Identity.Reviewed... meanings) {
    return new Stated(editions, List.of(), List.of(), List.of(meanings), List.of());
  }

  /** The file of an edition's archive, by the place of the edition. */
  Path file(int place) {
    return folder.resolve(editions.get(place).archive().sha256());
  }
}
