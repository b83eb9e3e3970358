package org.openhcpcs.proof.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.history.Publication;
import org.openhcpcs.proof.evidence.Stated.CorrectedRevision;
import org.openhcpcs.proof.evidence.Stated.NamedArchive;
import org.openhcpcs.release.Publishing;
import org.openhcpcs.release.Release.PublishedBasis;

/**
 * A revision of an edition at its place in time.
 *
 * @param publishedOn since when it has been known
 * @param revision its place among the revisions of the edition, 1 upwards
 * @param base the revision as CMS published it
 * @param corrections the newest workbook of those that were applied to it; empty if none was
 * @param corrects the number of the revision that was corrected; 0 if none was
 */
public record KnownRelease(
    LocalDate publishedOn,
    int revision,
    ReadEdition base,
    Optional<ReadWorkbook> corrections,
    int corrects) {

  /** The order of revisions of an edition, as the database numbers them. */
  private static final Comparator<KnownRelease> BY_REVISION =
      Comparator.comparing(KnownRelease::publishedOn)
          .thenComparing(KnownRelease::isCorrected)
          .thenComparing(release -> release.publishing().basis() != PublishedBasis.EDITION)
          .thenComparing(release -> release.publishing().revision())
          .thenComparing(release -> release.archive().sha256());

  public Edition edition() {
    return base.stated().edition();
  }

  public boolean isCorrected() {
    return corrections.isPresent();
  }

  public NamedArchive archive() {
    return corrections.map(workbook -> workbook.stated().archive()).orElse(base.stated().archive());
  }

  /** The same as a place in history. */
  public Publication publication(int key) {
    return new Publication(key, edition(), publishedOn, revision);
  }

  public String dayToldBy() {
    return corrections
        .filter(workbook -> workbook.publishing().on().equals(publishedOn))
        .map(ReadWorkbook::dayToldBy)
        .orElse(base.dayToldBy());
  }

  private Publishing publishing() {
    return corrections.map(ReadWorkbook::publishing).orElse(base.release().publishing());
  }

  private KnownRelease numbered(int number, int correctedNumber) {
    return new KnownRelease(publishedOn, number, base, corrections, correctedNumber);
  }

  /**
   * The revisions of an edition in their order, those that corrections make among them.
   *
   * @param workbooks the corrections of the edition in their order
   * @throws HcpcsException FILE_UNREADABLE if nothing was published on the day of a corrected one
   */
  static List<KnownRelease> numbered(
      List<ReadEdition> published,
      List<ReadWorkbook> workbooks,
      List<CorrectedRevision> corrected) {
    List<KnownRelease> all = new ArrayList<>(dated(published));
    List<KnownRelease> bases = all.stream().sorted(BY_REVISION).toList();
    corrected.forEach(each -> all.add(corrected(each, bases, workbooks)));
    all.sort(BY_REVISION);
    List<KnownRelease> numbered = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      ReadEdition base = all.get(i).base();
      int of = 1;
      while (all.get(of - 1).isCorrected()
          || !all.get(of - 1).base().stated().equals(base.stated())) {
        of++;
      }
      numbered.add(all.get(i).numbered(i + 1, all.get(i).isCorrected() ? of : 0));
    }
    return numbered;
  }

  /**
   * What nothing dates counts as published when its edition took effect, but not after anything of
   * the edition that something dates.
   */
  private static List<KnownRelease> dated(List<ReadEdition> published) {
    Optional<LocalDate> first =
        published.stream()
            .filter(each -> each.release().publishing().basis() != PublishedBasis.EDITION)
            .map(each -> each.release().publishing().on())
            .min(Comparator.naturalOrder());
    return published.stream()
        .map(
            each -> {
              LocalDate own = each.release().publishing().on();
              boolean isLater = first.isPresent() && first.get().isBefore(own);
              boolean moves =
                  isLater && each.release().publishing().basis() == PublishedBasis.EDITION;
              return new KnownRelease(moves ? first.get() : own, 0, each, Optional.empty(), 0);
            })
        .toList();
  }

  private static KnownRelease corrected(
      CorrectedRevision stated, List<KnownRelease> bases, List<ReadWorkbook> workbooks) {
    Optional<KnownRelease> base = last(bases, stated.on());
    Optional<ReadWorkbook> newest =
        workbooks.stream()
            .filter(workbook -> !workbook.publishing().on().isAfter(stated.on()))
            .reduce((first, second) -> second);
    boolean isDay =
        base.filter(each -> each.publishedOn().equals(stated.on())).isPresent()
            || newest.filter(each -> each.publishing().on().equals(stated.on())).isPresent();
    if (base.isEmpty() || newest.isEmpty() || !isDay) {
      throw ErrorCode.FILE_UNREADABLE.failure(
          "%s: no corrected revision can be of %s, when neither a code file nor corrections were published",
          stated.edition(), stated.on());
    }
    return new KnownRelease(stated.on(), 0, base.get().base(), newest, 0);
  }

  /** The last revision of those published by a day. */
  static Optional<KnownRelease> last(List<KnownRelease> revisions, LocalDate day) {
    return revisions.stream()
        .filter(revision -> !revision.publishedOn().isAfter(day))
        .reduce((first, second) -> second);
  }
}
