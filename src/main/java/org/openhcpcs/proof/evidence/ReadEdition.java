package org.openhcpcs.proof.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openhcpcs.check.TwinRules;
import org.openhcpcs.check.gate.LevelGuard;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.proof.evidence.CodeStatement.RawLine;
import org.openhcpcs.proof.evidence.CodeStatement.Twin;
import org.openhcpcs.proof.evidence.Stated.NamedArchive;
import org.openhcpcs.proof.evidence.Stated.StatedEdition;
import org.openhcpcs.release.FoundReleases;
import org.openhcpcs.release.Naming;
import org.openhcpcs.release.Release;
import org.openhcpcs.release.ReleaseLocator;
import org.openhcpcs.release.archive.Container;
import org.openhcpcs.release.archive.FileSearch;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.source.CodeExcerpt;
import org.openhcpcs.source.CodeFile;
import org.openhcpcs.source.CodeTableHeader;
import org.openhcpcs.source.CodeTableReader;
import org.openhcpcs.source.FixedWidthReader;
import org.openhcpcs.source.RejectedLine;

/**
 * What the archive of a release says of itself and of some codes.
 *
 * @param stated what is stated of it
 * @param release its files, and what their names tell
 * @param statements what it says of the codes that it was asked for
 */
public record ReadEdition(
    StatedEdition stated, Release release, Map<String, CodeStatement> statements) {

  public ReadEdition {
    statements = Map.copyOf(statements);
  }

  /**
   * Reads it.
   *
   * @param folder where its archives lie, all of them
   * @throws HcpcsException if they are not what is stated
   */
  static ReadEdition read(StatedEdition stated, ArchiveFolder folder, Set<String> codes) {
    Release release = locate(stated, folder);
    Map<String, CodeStatement> statements = new HashMap<>();
    Edition edition = stated.edition();
    CodeExcerpt own = excerpt(release.codeFile(), edition, codes);
    CodeFile guarded = LevelGuard.apply(own.codeFile());
    codes.forEach(code -> statements.put(code, CodeStatement.NOT_LISTED));
    for (PublishedRecord each : guarded.records()) {
      statements.put(each.code(), statement(release.codeFile(), own, each));
    }
    if (isDamaged(guarded) && release.twin().isPresent()) {
      compare(release, release.twin().get(), guarded, statements);
    }
    return new ReadEdition(stated, release, statements);
  }

  /** The same with what it says of more codes. */
  ReadEdition and(ReadEdition more) {
    Map<String, CodeStatement> all = new HashMap<>(statements);
    all.putAll(more.statements);
    return new ReadEdition(stated, release, all);
  }

  public CodeStatement of(String code) {
    return statements.getOrDefault(code, CodeStatement.NOT_LISTED);
  }

  /** What tells its edition: a file in the archive, the archive's name, or a person. */
  public String editionToldBy() {
    String file = release.codeFile().name();
    String zip = stated.archive().name();
    boolean isZip = release.archive().zip();
    Optional<Edition> inFile = Naming.quarterly(file);
    Optional<Edition> inName = isZip ? Naming.quarterly(zip) : Optional.empty();
    if (inFile.isPresent() || inName.isPresent()) {
      return inFile.or(() -> inName).get().equals(stated.edition())
          ? inFile.isPresent() && isZip ? "file" : "name"
          : "option"; // a folder does not go before these
    }
    if (Naming.annual(file, isZip ? zip : "").filter(stated.edition()::equals).isPresent()) {
      return Naming.annual(file).isPresent() && isZip ? "file" : "name";
    }
    return stated.person();
  }

  /** What tells the day of its publication; what nothing tells follows from the edition. */
  public String dayToldBy() {
    boolean isInFile =
        release.archive().zip() && Naming.publishedOn(release.codeFile().name()).isPresent();
    return switch (release.publishing().basis()) {
      case NAME -> isInFile ? "file" : "name";
      case ARCHIVE -> "file";
      case EDITION -> editionToldBy();
    };
  }

  private static Release locate(StatedEdition stated, ArchiveFolder folder) {
    FileSearch search = new FileSearch();
    Container own = container(stated.archive(), folder);
    if (Container.isZip(own.name())) {
      search.add(own);
    } else {
      List<Container> loose = new ArrayList<>(List.of(own));
      stated.beside().forEach(each -> loose.add(container(each, folder)));
      search.add(Container.of(folder.path()), loose);
    }
    FoundReleases found =
        new ReleaseLocator(Optional.of(stated.edition()), CodeTableHeader::problem)
            .locate(search, stated.archive().name());
    if (found.releases().size() != 1) {
      throw found.unusable().stream()
          .map(each -> each.why())
          .findFirst()
          .orElseGet(() -> noRelease(stated, "it holds no code file"));
    }
    Release release = found.releases().get(0);
    if (!release.codeFile().container().path().equals(own.path())) {
      throw noRelease(stated, "another code file goes before it: " + release.codeFile().name());
    }
    return release;
  }

  private static HcpcsException noRelease(StatedEdition stated, String why) {
    return ErrorCode.NO_RELEASE_FOUND.failure("%s: %s", stated.archive().name(), why);
  }

  private static Container container(NamedArchive archive, ArchiveFolder folder) {
    Path path = folder.find(archive.sha256()).orElseThrow();
    return new Container(archive.name(), archive.name(), path, Optional.empty());
  }

  private static CodeExcerpt excerpt(PublishedFile file, Edition edition, Set<String> codes) {
    return file.role().isCodeTable()
        ? CodeTableReader.readOf(file.name(), file.bytes(), edition, codes)
        : FixedWidthReader.readOf(file.name(), file.bytes(), edition, codes);
  }

  /** Whether the twin may say more: something of the file is not read. */
  private static boolean isDamaged(CodeFile codeFile) {
    return codeFile.rejected().stream()
            .anyMatch(line -> !line.isDuplicate() && !LevelGuard.keptOut(line))
        || codeFile.records().stream().anyMatch(each -> !each.unreadable().isEmpty());
  }

  private static CodeStatement statement(
      PublishedFile file, CodeExcerpt excerpt, PublishedRecord published) {
    return new CodeStatement(
        Optional.of(published.record()), lines(file, excerpt, published.code()), Optional.empty());
  }

  private static List<RawLine> lines(PublishedFile file, CodeExcerpt excerpt, String code) {
    return RawLine.of(
        excerpt.lines().getOrDefault(code, List.of()),
        file.role().isCodeTable() ? UTF_8 : ISO_8859_1);
  }

  /**
   * Takes what the twin says where the code file is damaged. Only a comparison of all codes tells
   * which damaged line is of which code; it is made where one of these codes may have one.
   */
  private static void compare(
      Release release, PublishedFile twin, CodeFile own, Map<String, CodeStatement> statements) {
    Set<String> codes = statements.keySet();
    CodeExcerpt rows;
    try {
      rows = excerpt(twin, release.edition(), codes);
    } catch (HcpcsException e) {
      return; // the release was loaded without it
    }
    if (rows.codeFile().records().stream().allMatch(row -> says(own, row))) {
      return;
    }
    CodeFile text = LevelGuard.apply(CodeFile.read(release.codeFile(), release.edition()));
    CodeFile other = LevelGuard.apply(CodeFile.read(twin, release.edition()));
    for (PublishedRecord each : TwinRules.apply(text, other).records()) {
      CodeStatement alone = statements.get(each.code());
      if (alone != null && !alone.codeRecord().equals(Optional.of(each.record()))) {
        statements.put(
            each.code(),
            new CodeStatement(
                Optional.of(each.record()),
                alone.lines().isEmpty() ? damaged(text.rejected(), each.line()) : alone.lines(),
                Optional.of(new Twin(twin.name(), lines(twin, rows, each.code())))));
      }
    }
  }

  /** Whether nothing can be taken from a row: the code file has a readable record that says it. */
  private static boolean says(CodeFile own, PublishedRecord row) {
    return own.records().stream()
        .anyMatch(
            each ->
                each.code().equals(row.code())
                    && each.unreadable().isEmpty()
                    && each.record()
                        .get(Field.LONG_DESCRIPTION)
                        .equals(row.record().get(Field.LONG_DESCRIPTION)));
  }

  private static List<RawLine> damaged(List<RejectedLine> rejected, int number) {
    return rejected.stream()
        .filter(line -> line.line() == number)
        .map(line -> RawLine.of(line.line(), line.raw(), ISO_8859_1))
        .toList();
  }
}
