package org.openhcpcs.proof;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.proof.evidence.ArchiveFolder;
import org.openhcpcs.proof.evidence.ArchiveProblem;
import org.openhcpcs.proof.evidence.HeldRelease;
import org.openhcpcs.proof.evidence.Stated;
import org.openhcpcs.proof.evidence.Stated.NamedArchive;
import org.openhcpcs.proof.evidence.Stated.StatedEdition;

/**
 * Verifies receipts with nothing but archives: makes each anew from its question and from what no
 * archive tells, and compares every statement.
 *
 * @param folder where the archives lie
 * @param program this program, with its version
 */
public record Verifier(ArchiveFolder folder, String program) {

  private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,5}");

  /** What came of a receipt. */
  public sealed interface Outcome {}

  /**
   * The archives bear out all of it.
   *
   * @param what the answer, and what had to be taken from the receipt, in words
   */
  public record BorneOut(String what) implements Outcome {}

  /**
   * They do not.
   *
   * @param place the first place that differs
   */
  public record Refused(String place, String why) implements Outcome {}

  /** An archive is not there that it takes. */
  public record Missing(ArchiveProblem problem) implements Outcome {}

  /** Verifies a receipt. */
  public Outcome verify(byte[] bytes) {
    try {
      Receipt receipt = Receipt.read(bytes);
      ReceiptReader reader = ReceiptReader.of(receipt);
      String format = reader.member("format").text();
      return format.equals(Receipt.FORMAT)
          ? verify(receipt, reader, bytes)
          : new Refused(
              "format",
              "\"%s\" is not the form that this program verifies; take the one that wrote it, %s"
                  .formatted(format, reader.member("program").text()));
    } catch (HcpcsException e) {
      return new Refused("receipt", String.valueOf(e.getMessage()));
    }
  }

  private Outcome verify(Receipt receipt, ReceiptReader reader, byte[] bytes) {
    ProofQuestion question = reader.question();
    Stated stated = reader.stated();
    String writer = reader.member("program").text();
    Prover.Proofs proofs =
        new Prover(stated, folder, writer).prove(List.of(question), reader.others());
    if (proofs.problem().isPresent()) {
      return refused(receipt, proofs.problem().get());
    }
    Optional<Outcome> leftOut = leftOut(question, stated);
    if (leftOut.isPresent()) {
      return leftOut.get();
    }
    Receipt made = proofs.receipts().get(0);
    Optional<Difference> difference = Difference.between("", made.members(), receipt.members());
    if (difference.isPresent()) {
      return new Refused(difference.get().place(), difference.get().what() + versions(writer));
    }
    if (!Arrays.equals(made.bytes(), bytes)) {
      return new Refused(
          "byte " + (Arrays.mismatch(made.bytes(), bytes) + 1),
          "what it says is right, but it is not written as receipts are");
    }
    return borneOut(question, stated, made);
  }

  /** A receipt that was changed is refused for that, whatever archive it takes. */
  private static Outcome refused(Receipt receipt, ArchiveProblem problem) {
    if (problem.kind() == ArchiveProblem.Kind.MISSING) {
      return receipt.equals(receipt.sealed())
          ? new Missing(problem)
          : new Refused(
              Receipt.CHECKSUM,
              "the receipt was changed after it was written; and no archive has the SHA-256 "
                  + problem.archive().sha256());
    }
    return new Refused(
        "editions of " + problem.edition() + ", archive " + problem.archive().name(),
        problem.message());
  }

  private String versions(String writer) {
    return writer.equals(program)
        ? ""
        : " (" + writer + " wrote it, and this is " + program + ": the other one tells which errs)";
  }

  /** An archive that holds an edition which was known, and that the receipt does not speak of. */
  private Optional<Outcome> leftOut(ProofQuestion question, Stated stated) {
    Set<String> spoken = new HashSet<>();
    Set<String> beside = new HashSet<>();
    for (StatedEdition each : stated.editions()) {
      spoken.add(each.archive().sha256());
      each.beside().forEach(other -> beside.add(other.sha256()));
    }
    stated.notUsed().stream()
        .map(each -> each.archive())
        .map(NamedArchive::sha256)
        .forEach(spoken::add);
    for (Map.Entry<String, Path> each : folder.all().entrySet()) {
      if (spoken.contains(each.getKey())) {
        continue;
      }
      Optional<HeldRelease> held =
          HeldRelease.in(each.getValue())
              .filter(release -> release.mayBeKnownOn(question.knownOn()))
              .filter(release -> !release.isLoose() || !beside.contains(each.getKey()));
      if (held.isPresent()) {
        return Optional.of(
            new Refused(
                "editions",
                "an edition is left out: %s holds %s, and stands neither in editions nor in not_used"
                    .formatted(each.getValue(), held.get().told())));
      }
    }
    return Optional.empty();
  }

  private static Outcome borneOut(ProofQuestion question, Stated stated, Receipt receipt) {
    ReceiptReader answer = ReceiptReader.of(receipt).member("answer");
    StringBuilder what = new StringBuilder(String.join("-", parts(question)));
    what.append(
        " on %s, as known on %s: %s (%s); read from %d archives"
            .formatted(
                question.on(),
                question.knownOn(),
                answer.member("verdict").text(),
                answer.member("reason").text(),
                stated.editions().size()));
    String taken = taken(receipt, stated);
    return new BorneOut(what.append(taken).toString());
  }

  /** What is asked of; what is no code could pass for words of this program. */
  private static List<String> parts(ProofQuestion question) {
    return Stream.concat(Stream.of(question.code()), question.modifiers().stream())
        .map(part -> CODE.matcher(part).matches() ? part : "\"" + part.replace('"', '\'') + "\"")
        .toList();
  }

  /** What the verifier had to believe. */
  private static String taken(Receipt receipt, Stated stated) {
    long names = ReceiptReader.of(receipt).toldBy("name");
    long people =
        ReceiptReader.of(receipt).toldBy("folder") + ReceiptReader.of(receipt).toldBy("option");
    StringBuilder taken = new StringBuilder();
    add(taken, names, "edition or day of publication by the name of an archive");
    add(taken, people, "edition or day of publication by a person");
    add(
        taken,
        stated.editions().stream().mapToLong(each -> each.beside().size()).sum(),
        "file that lay beside a code file");
    add(taken, stated.repeats(), "archive that stands for another edition too");
    add(taken, stated.workbooks().size(), "workbook of corrections that was applied");
    add(taken, stated.meanings().size(), "reviewed meaning");
    add(taken, stated.notUsed().size(), "archive that was not used");
    return taken.isEmpty() ? "" : "; on the word of the receipt: " + taken;
  }

  private static void add(StringBuilder taken, long count, String what) {
    if (count > 0) {
      taken.append(taken.isEmpty() ? "" : ", ").append(count).append(" x ").append(what);
    }
  }
}
