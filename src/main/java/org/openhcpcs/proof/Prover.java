package org.openhcpcs.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.Identity;
import org.openhcpcs.history.ValidSpan;
import org.openhcpcs.history.Verdict;
import org.openhcpcs.proof.evidence.ArchiveFolder;
import org.openhcpcs.proof.evidence.ArchiveProblem;
import org.openhcpcs.proof.evidence.Evidence;
import org.openhcpcs.proof.evidence.Stated;

/**
 * Answers questions from archives alone, and writes down what each answer follows from. Whoever
 * writes receipts and whoever verifies them runs this same code.
 */
public final class Prover {

  private final Evidence evidence;
  private final String program;
  private final Identity identity;

  /**
   * @param stated what no archive tells
   * @param folder where the archives lie
   * @param program the program that writes, with its version
   */
  public Prover(Stated stated, ArchiveFolder folder, String program) {
    this.evidence = new Evidence(stated, folder);
    this.program = program;
    this.identity = new Identity(stated.meanings());
  }

  /**
   * Receipts, or why there are none.
   *
   * @param receipts one for each question, in their order
   */
  public record Proofs(List<Receipt> receipts, Optional<ArchiveProblem> problem) {

    public Proofs {
      receipts = List.copyOf(receipts);
    }
  }

  /** What a part of a question comes to. */
  record PartFinding(String code, ValidSpan span, List<ValidSpan> spans) {

    Verdict verdict() {
      return span.verdict();
    }
  }

  /**
   * Answers questions; what a receipt will need besides its question's codes may be told before.
   */
  public Proofs prove(List<ProofQuestion> questions, Collection<String> alsoNeeded) {
    Set<String> wanted = new TreeSet<>(alsoNeeded);
    questions.forEach(question -> wanted.addAll(question.codes()));
    while (true) {
      Optional<ArchiveProblem> problem = evidence.read(wanted);
      if (problem.isPresent()) {
        return new Proofs(List.of(), problem);
      }
      List<Receipt> receipts = new ArrayList<>();
      for (ProofQuestion question : questions) {
        Set<String> unread = answer(question, receipts);
        wanted.addAll(unread);
      }
      if (receipts.size() == questions.size()) {
        return new Proofs(receipts, Optional.empty());
      }
    }
  }

  /** Adds the receipt of a question, unless codes must be read for it first, which it returns. */
  private Set<String> answer(ProofQuestion question, List<Receipt> receipts) {
    Knowledge knowledge = new Knowledge(evidence, question.knownOn());
    Set<String> codes = new TreeSet<>(question.codes());
    while (true) {
      CodeRows rows = new CodeRows(knowledge, codes, identity);
      CodeLives lives = rows.lives();
      Set<String> needed = new TreeSet<>();
      List<PartFinding> findings = new ArrayList<>();
      for (String code : question.codes()) {
        rows.asked().clear();
        PartFinding finding = find(question, code, lives);
        findings.add(finding);
        if (finding.verdict() == Verdict.TERMINATED || finding.verdict() == Verdict.ABSENT) {
          needed.addAll(rows.asked());
        }
      }
      if (codes.containsAll(needed)) {
        receipts.add(
            new ReceiptWriter(program, question, evidence.stated(), knowledge, rows)
                .receipt(findings, codes));
        return Set.of();
      }
      codes.addAll(needed);
      Set<String> unread = new HashSet<>(codes);
      unread.removeIf(evidence::has);
      if (!unread.isEmpty()) {
        return unread;
      }
    }
  }

  private static PartFinding find(ProofQuestion question, String code, CodeLives lives) {
    int on = (int) question.on().toEpochDay();
    int knownOn = (int) question.knownOn().toEpochDay();
    List<ValidSpan> spans = lives.spans(code, lives.asOf(knownOn));
    ValidSpan span = lives.on(code, on, knownOn);
    return new PartFinding(code, span, spans);
  }
}
