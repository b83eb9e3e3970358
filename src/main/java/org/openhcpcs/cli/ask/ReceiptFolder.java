package org.openhcpcs.cli.ask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openhcpcs.claim.ClaimQuestion;
import org.openhcpcs.cli.output.WholeFile;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.proof.ProofQuestion;
import org.openhcpcs.proof.issue.ReceiptIssuer;
import org.openhcpcs.release.archive.ArchiveStore;

/** A folder of receipts for the questions of claim lines, each once. Threads may share it. */
final class ReceiptFolder implements Consumer<ClaimQuestion> {

  private static final int LONGEST = 60;
  private static final Pattern PLAIN = Pattern.compile("[A-Z0-9]+");

  private final Path folder;
  private final ReceiptIssuer issuer;
  private final Set<ClaimQuestion> questions = ConcurrentHashMap.newKeySet();

  /**
   * Reads what receipts rest on; the database is not asked later.
   *
   * @param archives the archive folder
   * @throws HcpcsException DISK if the folder cannot be made
   */
  ReceiptFolder(Path folder, Database database, CodeLives lives, Path archives) {
    this.folder = folder;
    this.issuer = ReceiptIssuer.of(database, lives, archives, ProveCommand.program());
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw ErrorCode.DISK.failure(e, "%s: cannot be made: %s", folder, e.getMessage());
    }
  }

  @Override
  public void accept(ClaimQuestion question) {
    questions.add(question);
  }

  /** Writes a receipt for each question, and returns how many. */
  int write() {
    List<ProofQuestion> all =
        questions.stream()
            .map(
                each ->
                    new ProofQuestion(
                        each.code(),
                        LocalDate.ofEpochDay(each.day()),
                        LocalDate.ofEpochDay(each.knownOn()),
                        each.modifiers()))
            .sorted(Comparator.comparing(ReceiptFolder::name))
            .toList();
    issuer.issue(
        all,
        (question, receipt) -> WholeFile.write(folder.resolve(name(question)), receipt.bytes()));
    return all.size();
  }

  /**
   * What is asked; where that would be no file's name, or could be that of another question, the
   * beginning of its hash too.
   */
  static String name(ProofQuestion question) {
    String asked = String.join("-", question.codes());
    String safe = asked.replaceAll("[^A-Z0-9-]", "_");
    boolean isPlain = question.codes().stream().allMatch(PLAIN.asMatchPredicate());
    String code =
        isPlain && safe.length() <= LONGEST && question.codes().size() == parts(question)
            ? safe
            : "%s-%s"
                .formatted(
                    safe.substring(0, Math.min(LONGEST, safe.length())),
                    ArchiveStore.sha256(question.code() + question.modifiers()).substring(0, 8));
    return code + "_on_" + question.on() + "_known_" + question.knownOn() + ".json";
  }

  private static int parts(ProofQuestion question) {
    return 1 + question.modifiers().size();
  }
}
