package org.openhcpcs.cli.ask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.ProgramCommand;
import org.openhcpcs.cli.output.WholeFile;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.OneLine;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ProgramVersion;
import org.openhcpcs.fetch.CmsSite;
import org.openhcpcs.proof.ProofQuestion;
import org.openhcpcs.proof.Verifier;
import org.openhcpcs.proof.evidence.ArchiveFolder;
import org.openhcpcs.proof.evidence.ArchiveProblem;
import org.openhcpcs.proof.issue.ReceiptIssuer;
import org.openhcpcs.store.ledger.Holdings;
import org.openhcpcs.store.read.LifeReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs prove}. */
@Command(
    name = "prove",
    description = {
      "Writes a receipt, by which anybody can verify whether a code was valid on a date of service, or verifies one.",
      "",
      "The question: was the code, and was each modifier, valid on the date of service, going by what CMS had published by a day?"
          + " The receipt is JSON and names all that the answer follows from: each edition, its archive and SHA-256, and"
          + " the lines of the code in it, or that it does not list the code. The exit code is 0 whatever the answer.",
      "",
      "With --verify, checks a receipt with nothing but the archives that CMS posted: no database is needed and none is opened."
          + " The exit code is 0 if they bear out all of it, 10 with the first place where they do not, 1 if an archive is missing."
    })
public final class ProveCommand extends ProgramCommand {

  private static final int NOT_BORNE_OUT = 10;

  /** Far beyond any receipt. */
  private static final long LONGEST = 64L << 20;

  /** Before, CMS posted the annual files elsewhere. */
  private static final int FIRST_QUARTERLY_YEAR = 2020;

  @Parameters(
      arity = "0..1",
      paramLabel = "CODE",
      description = "such as J9380, or a modifier such as NU")
  private @Nullable String code;

  @Option(
      names = "--on",
      paramLabel = "YYYY-MM-DD",
      description = "the date of service (default: today)")
  private @Nullable String on;

  @Option(
      names = "--known-on",
      paramLabel = "YYYY-MM-DD",
      description = "answer by what CMS had published by that day (default: today)")
  private @Nullable String knownOn;

  @Option(
      names = "--modifier",
      paramLabel = "M",
      split = ",",
      description = "a modifier that was billed with the code; may be given several times")
  private List<String> modifiers = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "write the receipt to this file (default: the standard output)")
  private @Nullable Path out;

  @Option(
      names = "--verify",
      paramLabel = "FILE",
      description = "verify this receipt; - for standard input")
  private @Nullable Path receipt;

  @Option(
      names = "--archive",
      paramLabel = "DIR",
      description =
          "where the archives lie that --verify reads, by any name (default: the archive folder of --home)")
  private @Nullable Path archive;

  @Override
  public Integer call() {
    if (receipt != null) {
      checkAlone();
      return verify(receipt);
    }
    if (code == null || CodeRecord.codeOf(code).isEmpty()) {
      throw usage("give a CODE, or a receipt with --verify FILE");
    }
    if (archive != null) {
      throw usage("--archive goes with --verify");
    }
    out = Options.file(out);
    byte[] written;
    Holdings holdings;
    try (Database database = root().openLoaded()) {
      written = issue(database, code);
      holdings = Holdings.of(database);
    }
    if (out == null) {
      terminal().out().write(written, 0, written.length);
      terminal().out().flush();
    } else {
      WholeFile.write(out, written);
    }
    root().noteSample(holdings);
    return 0;
  }

  private byte[] issue(Database database, String of) {
    LocalDate today = LifeReader.today(database);
    ProofQuestion question =
        new ProofQuestion(
            of,
            on == null ? today : Options.day("--on", on),
            knownOn == null ? today : Options.day("--known-on", knownOn),
            modifiers);
    return ReceiptIssuer.of(
            database,
            LifeReader.read(database, question.knownOn()),
            root().archiveFolder(),
            program())
        .issue(List.of(question))
        .get(0)
        .bytes();
  }

  /** The program as receipts name it. */
  static String program() {
    return "hcpcs " + ProgramVersion.get();
  }

  private void checkAlone() {
    if (code != null || on != null || knownOn != null || out != null || !modifiers.isEmpty()) {
      throw usage("--verify takes question and answer from the receipt; give it alone");
    }
  }

  private static HcpcsException usage(String what) {
    return ErrorCode.USAGE.failure("%s; see: hcpcs prove --help", what);
  }

  private int verify(Path file) {
    Path folder = archive == null ? root().archiveFolder() : archive;
    if (!Files.isDirectory(folder)) {
      throw ErrorCode.PATH_NOT_FOUND.failure(
          "%s: no such folder; name the one that holds the archives with --archive", folder);
    }
    Verifier.Outcome outcome =
        new Verifier(new ArchiveFolder(folder), program()).verify(read(file));
    if (outcome instanceof Verifier.BorneOut borneOut) {
      print(OneLine.of(file + ": borne out: " + borneOut.what()));
      return 0;
    }
    if (outcome instanceof Verifier.Refused refused) {
      terminal()
          .tell(OneLine.of(file + ": not borne out: " + refused.place() + ": " + refused.why()));
      return NOT_BORNE_OUT;
    }
    if (outcome instanceof Verifier.Missing missing) {
      throw missing(folder, missing.problem());
    }
    throw new IllegalStateException("no outcome: " + outcome);
  }

  private byte[] read(Path file) {
    try {
      if (file.toString().equals("-")) {
        return terminal().in().readNBytes((int) LONGEST);
      }
      if (Files.isRegularFile(file) && Files.size(file) > LONGEST) {
        throw new IOException("it is larger than any receipt");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw ErrorCode.PATH_NOT_FOUND.failure(e, "%s: no such file", file);
    } catch (IOException e) {
      throw ErrorCode.FILE_UNREADABLE.failure(e, "%s: cannot be read: %s", file, e.getMessage());
    }
  }

  private static HcpcsException missing(Path folder, ArchiveProblem problem) {
    CmsSite cms = CmsSite.at(CmsSite.CMS);
    String where =
        problem.edition().year() < FIRST_QUARTERLY_YEAR
            ? cms.landingPage() + " and the pages of past years that it links to"
            : cms.postings(problem.edition()).stream()
                .map(posting -> posting.url().toString())
                .collect(Collectors.joining(" or "));
    return ErrorCode.PATH_NOT_FOUND.failure(
        "%s: archive %s of %s, SHA-256 %s, is missing; CMS posted it at %s; put it there under any name and verify again",
        folder, problem.archive().name(), problem.edition(), problem.archive().sha256(), where);
  }
}
