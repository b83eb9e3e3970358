package org.openhcpcs.proof.evidence;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openhcpcs.check.gate.LevelGuard;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.proof.evidence.Stated.Workbook;
import org.openhcpcs.release.Naming;
import org.openhcpcs.release.Publishing;
import org.openhcpcs.release.archive.Archive;
import org.openhcpcs.release.archive.Container;
import org.openhcpcs.release.archive.FileSearch;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.source.companion.CorrectionRow;
import org.openhcpcs.source.companion.CorrectionsReader;

/**
 * A workbook of corrections, as its archive has it.
 *
 * @param stated what is stated of it
 * @param file the workbook
 * @param publishing since when CMS has published it
 * @param rows its rows, in its order
 */
public record ReadWorkbook(
    Workbook stated, PublishedFile file, Publishing publishing, List<CorrectionRow> rows) {

  /** The order in which corrections are read, of which the later count. */
  static final Comparator<ReadWorkbook> IN_ORDER =
      Comparator.comparing((ReadWorkbook book) -> book.publishing.on())
          .thenComparing(book -> book.publishing.revision())
          .thenComparing(book -> book.stated.file())
          .thenComparing(book -> book.file.sha256());

  public ReadWorkbook {
    rows = List.copyOf(rows);
  }

  /**
   * Reads it.
   *
   * @throws HcpcsException if its archive has no such workbook
   */
  static ReadWorkbook read(Workbook stated, ArchiveFolder folder) {
    Path path = folder.find(stated.archive().sha256()).orElseThrow();
    String name = stated.archive().name();
    FileSearch search = new FileSearch();
    search.add(new Container(name, name, path, Optional.empty()));
    if (!search.unusable().isEmpty()) {
      throw search.unusable().get(0).why();
    }
    Archive archive = (search.zips().isEmpty() ? search.loose() : search.zips()).get(0);
    PublishedFile file =
        archive.files().stream()
            .filter(each -> each.name().equals(stated.file()))
            .findFirst()
            .orElseThrow(
                () ->
                    ErrorCode.FILE_UNREADABLE.failure(
                        "%s: it holds no file of the name %s", name, stated.file()));
    return new ReadWorkbook(
        stated,
        file.read(),
        Publishing.of(file, stated.edition()),
        CorrectionsReader.read(file.name(), file.bytes()).rows().stream()
            .filter(row -> !LevelGuard.isGuarded(row.code()))
            .toList());
  }

  /** What tells the edition that it corrects. */
  public String editionToldBy() {
    if (tells(file.name())) {
      return file.isZipped() ? "file" : "name";
    }
    return tells(stated.archive().name()) ? "name" : "folder";
  }

  private boolean tells(String name) {
    Optional<Edition> told = Naming.quarterly(name).or(() -> Naming.annual(name));
    return told.equals(Optional.of(stated.edition()));
  }

  /** What tells the day of its publication. */
  public String dayToldBy() {
    return switch (publishing.basis()) {
      case NAME -> file.isZipped() ? "file" : "name";
      case ARCHIVE -> "file";
      case EDITION -> editionToldBy();
    };
  }
}
