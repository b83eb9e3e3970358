package org.openhcpcs.proof.evidence;

import java.time.LocalDate;
import java.util.List;
import org.openhcpcs.code.Edition;
import org.openhcpcs.history.Identity;
import org.openhcpcs.release.archive.Container;

/**
 * What whoever writes a receipt states, because no archive tells it: which archives are the
 * releases, and what people decided. Whoever verifies takes it from the receipt.
 *
 * @param editions the releases, in any order
 * @param workbooks the corrections that were applied, in any order
 * @param corrected the revisions that they made
 * @param meanings decisions on the meaning of codes
 * @param notUsed archives of releases that were not used
 */
public record Stated(
    List<StatedEdition> editions,
    List<Workbook> workbooks,
    List<CorrectedRevision> corrected,
    List<Identity.Reviewed> meanings,
    List<NotUsed> notUsed) {

  public Stated {
    editions = List.copyOf(editions);
    workbooks = List.copyOf(workbooks);
    corrected = List.copyOf(corrected);
    meanings = List.copyOf(meanings);
    notUsed = List.copyOf(notUsed);
  }

  /** How many editions have the archive of another, as only people can tell. */
  public long repeats() {
    return editions.size()
        - editions.stream().map(each -> each.archive().sha256()).distinct().count();
  }

  /**
   * An archive: a zip, or a file that CMS posted as it is.
   *
   * @param name its name, which the archive itself does not tell
   * @param sha256 SHA-256 of its content
   */
  public record NamedArchive(String name, String sha256) {}

  /**
   * A release as CMS published it.
   *
   * @param edition its edition
   * @param archive the zip or loose file that holds its code file
   * @param person how a person told the edition, {@code folder} or {@code option}, in case no name
   *     does
   * @param beside other code files of a release of loose files; nothing counts beside a zip
   */
  public record StatedEdition(
      Edition edition, NamedArchive archive, String person, List<NamedArchive> beside) {

    public StatedEdition {
      beside = Container.isZip(archive.name()) ? List.of() : List.copyOf(beside);
    }
  }

  /**
   * A workbook of corrections that somebody applied.
   *
   * @param edition the edition that it corrects
   * @param archive the zip or loose file that holds it
   * @param file its name
   */
  public record Workbook(Edition edition, NamedArchive archive, String file) {}

  /**
   * A revision that is one of CMS's with corrections.
   *
   * @param on since when CMS had published both
   */
  public record CorrectedRevision(Edition edition, LocalDate on) {}

  /**
   * An archive of a release that was not used.
   *
   * @param why why, in words
   * @param from the first day of knowledge on which it could have been
   * @param before the day of knowledge from which it is
   */
  public record NotUsed(NamedArchive archive, String why, LocalDate from, LocalDate before) {

    /** One that could have been used and was not, whatever the day. */
    public NotUsed(NamedArchive archive, String why) {
      this(archive, why, LocalDate.MIN, LocalDate.MAX);
    }

    public boolean appliesOn(LocalDate knownOn) {
      return !from.isAfter(knownOn) && knownOn.isBefore(before);
    }
  }
}
