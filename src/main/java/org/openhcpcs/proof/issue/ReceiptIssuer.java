package org.openhcpcs.proof.issue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.ValidSpan;
import org.openhcpcs.proof.ProofQuestion;
import org.openhcpcs.proof.Prover;
import org.openhcpcs.proof.Receipt;
import org.openhcpcs.proof.evidence.ArchiveFolder;
import org.openhcpcs.proof.evidence.ArchiveProblem;
import org.openhcpcs.proof.evidence.HeldRelease;
import org.openhcpcs.proof.evidence.Stated;
import org.openhcpcs.proof.evidence.Stated.CorrectedRevision;
import org.openhcpcs.proof.evidence.Stated.NamedArchive;
import org.openhcpcs.proof.evidence.Stated.NotUsed;
import org.openhcpcs.proof.evidence.Stated.StatedEdition;
import org.openhcpcs.proof.evidence.Stated.Workbook;
import org.openhcpcs.store.read.ProofFacts;
import org.openhcpcs.store.read.ProofFacts.ArchiveFate;
import org.openhcpcs.store.read.ProofFacts.RevisionFacts;

/** Writes receipts from what the database holds and the archives that it was loaded from. */
public record ReceiptIssuer(
    ProofFacts facts, CodeLives lives, ArchiveFolder folder, String program) {

  private static final int AT_A_TIME = 500;

  /**
   * Takes what receipts rest on from a database, which is not asked later.
   *
   * @param lives the history of all codes, as it was known on the days that are asked for
   * @param folder the archive folder
   * @param program this program, with its version
   */
  public static ReceiptIssuer of(Database database, CodeLives lives, Path folder, String program) {
    return new ReceiptIssuer(ProofFacts.of(database), lives, new ArchiveFolder(folder), program);
  }

  /** The same in the transaction that is open. */
  public static ReceiptIssuer inTransaction(
      Database database, CodeLives lives, Path folder, String program) {
    return new ReceiptIssuer(
        ProofFacts.ofOpen(database), lives, new ArchiveFolder(folder), program);
  }

  /**
   * A receipt for each question, in their order.
   *
   * @throws HcpcsException FILE_UNREADABLE if an archive is not there or not what was loaded
   */
  public List<Receipt> issue(List<ProofQuestion> questions) {
    List<Receipt> receipts = new ArrayList<>();
    issue(questions, (question, receipt) -> receipts.add(receipt));
    return receipts;
  }

  /**
   * The same for many questions: no more receipts than some are held at a time.
   *
   * @throws HcpcsException as {@link #issue(List)} does
   */
  public void issue(List<ProofQuestion> questions, BiConsumer<ProofQuestion, Receipt> sink) {
    List<LocalDate> days = questions.stream().map(ProofQuestion::knownOn).sorted().toList();
    if (days.isEmpty()) {
      return;
    }
    Prover prover = new Prover(stated(days.get(0), days.get(days.size() - 1)), folder, program);
    Set<String> codes =
        lives.reachable(
            questions.stream().flatMap(each -> each.codes().stream()).collect(Collectors.toSet()));
    for (int from = 0; from < questions.size(); from += AT_A_TIME) {
      List<ProofQuestion> some =
          questions.subList(from, Math.min(from + AT_A_TIME, questions.size()));
      Prover.Proofs proofs = prover.prove(some, codes);
      proofs.problem().ifPresent(ReceiptIssuer::fail);
      for (int i = 0; i < some.size(); i++) {
        checkSaysTheSame(some.get(i), proofs.receipts().get(i));
        sink.accept(some.get(i), proofs.receipts().get(i));
      }
    }
  }

  /** Nobody gets a receipt for another answer than the database gives. */
  private void checkSaysTheSame(ProofQuestion question, Receipt receipt) {
    String code = receipt.text("answer", "checked");
    ValidSpan span =
        lives.on(code, (int) question.on().toEpochDay(), (int) question.knownOn().toEpochDay());
    String proved = receipt.text("answer", "verdict") + receipt.text("answer", "meaning");
    String stored = span.verdict().label() + (span.meaning() == 0 ? "" : span.meaning());
    if (!proved.equals(stored) || !receipt.text("answer", "reason").endsWith(span.reason())) {
      throw ErrorCode.INVARIANT_VIOLATED.failure(
          "%s on %s: by the database %s (%s), by the archives %s (%s); read them again: hcpcs load --reparse",
          code,
          question.on(),
          span.verdict().label(),
          span.reason(),
          receipt.text("answer", "verdict"),
          receipt.text("answer", "reason"));
    }
  }

  private static void fail(ArchiveProblem problem) {
    throw ErrorCode.FILE_UNREADABLE.failure(
        "no receipt can be written: archive %s of %s, SHA-256 %s: %s; load it from its source again",
        problem.archive().name(), problem.edition(), problem.archive().sha256(), problem.message());
  }

  /** What no archive tells of what was known from one day of knowledge to another. */
  private Stated stated(LocalDate earliest, LocalDate latest) {
    List<RevisionFacts> known =
        facts.revisions().stream()
            .filter(revision -> !revision.publishedOn().isAfter(latest))
            .toList();
    return new Stated(
        known.stream().filter(each -> !each.isCorrected()).map(this::edition).toList(),
        facts.workbooks().stream()
            .map(
                each ->
                    new Workbook(
                        each.edition(),
                        new NamedArchive(each.archiveName(), each.archiveSha256()),
                        each.file()))
            .toList(),
        known.stream()
            .filter(RevisionFacts::isCorrected)
            .map(each -> new CorrectedRevision(each.edition(), each.publishedOn()))
            .toList(),
        facts.reviewed(),
        notUsed(earliest));
  }

  private StatedEdition edition(RevisionFacts revision) {
    return new StatedEdition(
        revision.edition(),
        new NamedArchive(revision.archiveName(), revision.archiveSha256()),
        facts.archives().stream()
            .filter(
                each ->
                    each.edition().equals(revision.edition())
                        && each.sha256().equals(revision.archiveSha256()))
            .map(ArchiveFate::editionToldBy)
            .findFirst()
            .orElse("folder"),
        beside(revision).stream()
            .map(each -> new NamedArchive(each.name(), each.sha256()))
            .toList());
  }

  /** Other code files of a release of loose files. */
  private List<ArchiveFate> beside(RevisionFacts revision) {
    return facts.archives().stream()
        .filter(
            each ->
                each.edition().equals(revision.edition())
                    && each.releaseSha256().equals(revision.archiveSha256())
                    && !each.sha256().equals(revision.archiveSha256())
                    && each.isLooseCodeFile())
        .sorted(Comparator.comparing(ArchiveFate::name).thenComparing(ArchiveFate::sha256))
        .toList();
  }

  /** Every archive in the folder that holds a release, as long as no receipt rests on it. */
  private List<NotUsed> notUsed(LocalDate earliest) {
    Map<String, LocalDate> usedFrom = new HashMap<>();
    for (RevisionFacts each : facts.revisions()) {
      usedFrom.merge(each.archiveSha256(), each.publishedOn(), (a, b) -> a.isBefore(b) ? a : b);
      for (NamedArchive other : edition(each).beside()) {
        usedFrom.merge(other.sha256(), each.publishedOn(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    List<NotUsed> notUsed = new ArrayList<>();
    for (Map.Entry<String, Path> each : folder.all().entrySet()) {
      LocalDate used = usedFrom.getOrDefault(each.getKey(), LocalDate.MAX);
      if (used.isAfter(earliest)) {
        HeldRelease.in(each.getValue())
            .map(held -> held.publishedOn().orElse(LocalDate.MIN))
            .ifPresent(from -> notUsed.add(notUsed(each.getKey(), from, used)));
      }
    }
    notUsed.sort(
        Comparator.comparing((NotUsed each) -> each.archive().name())
            .thenComparing(each -> each.archive().sha256()));
    return notUsed;
  }

  private NotUsed notUsed(String sha256, LocalDate from, LocalDate usedFrom) {
    Set<String> reasons = new LinkedHashSet<>();
    String name = sha256;
    for (ArchiveFate each : facts.archives()) {
      if (each.sha256().equals(sha256)) {
        name = each.name();
        reasons.add(each.edition() + ": " + each.reason().orElse(each.fate()));
      }
    }
    String why =
        !usedFrom.equals(LocalDate.MAX)
            ? "published on " + usedFrom + ", as what was loaded with it tells"
            : reasons.isEmpty() ? "not loaded into this database" : String.join("; ", reasons);
    return new NotUsed(new NamedArchive(name, sha256), why, from, usedFrom);
  }
}
