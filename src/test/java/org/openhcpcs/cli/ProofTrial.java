package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.ValidSpan;
import org.openhcpcs.history.Verdict;
import org.openhcpcs.proof.ProofQuestion;
import org.openhcpcs.proof.Receipt;
import org.openhcpcs.proof.ReceiptSchema;
import org.openhcpcs.proof.Verifier;
import org.openhcpcs.proof.evidence.ArchiveFolder;
import org.openhcpcs.proof.issue.ReceiptIssuer;
import org.openhcpcs.store.read.LifeReader;

/**
 * Puts questions to a database, and holds each receipt against the published schema, against what
 * the database answers, and against the archives alone.
 */
record ProofTrial(TestDatabase database, Path archives) {

  private static final String PROGRAM = "hcpcs test";

  /**
   * Random questions: any code that was ever listed or has the shape of one, any day around those
   * of its records and of the publications.
   */
  List<ProofQuestion> questions(long seed, int count) {
    Random random = new Random(seed);
    List<String> codes =
        new ArrayList<>(
            database.values(
                "select distinct code from hcpcs.code_record where length(code) = 5 order by 1"));
    codes.addAll(
        database.values(
            "select code from hcpcs.code_history where meaning > 1 or absent_since is not null order by 1"));
    codes.addAll(database.values("select code from hcpcs.correction order by 1"));
    codes.addAll(
        database.values("select code from hcpcs.finding where rule like 'twin-taken%' order by 1"));
    codes.addAll(List.of("99213", "D0120", "Z9999", "A0000"));
    List<String> modifiers =
        database.values(
            "select distinct code from hcpcs.code_record where length(code) = 2 order by 1");
    List<LocalDate> known =
        database.values("select published_on::text from hcpcs.release order by 1").stream()
            .map(LocalDate::parse)
            .toList();
    List<ProofQuestion> questions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LocalDate publishedOn = known.get(random.nextInt(known.size()));
      questions.add(
          new ProofQuestion(
              codes.get(random.nextInt(codes.size())),
              LocalDate.of(2000, 1, 1).plusDays(random.nextInt(10_000)),
              publishedOn.plusDays(random.nextInt(500) - 20),
              random.nextInt(4) > 0
                  ? List.of()
                  : List.of(modifiers.get(random.nextInt(modifiers.size())))));
    }
    return questions;
  }

  /** How many questions to put where the releases are CMS's: more for whoever asks for more. */
  static int count() {
    return Integer.getInteger("hcpcs.proofs", 12);
  }

  /** Fails for the first receipt that is not as it should be; returns how many had each verdict. */
  TreeMap<String, Integer> hold(List<ProofQuestion> questions) {
    TreeMap<String, Integer> verdicts = new TreeMap<>();
    try (Database open = database.open()) {
      CodeLives lives = LifeReader.read(open, null);
      List<Receipt> receipts = new ReceiptIssuer(open, archives, PROGRAM).issue(questions);
      ArchiveFolder folder = new ArchiveFolder(archives);
      for (int i = 0; i < questions.size(); i++) {
        byte[] receipt = receipts.get(i).bytes();
        ReceiptSchema.check(receipt);
        assertThat(new Verifier(folder, PROGRAM).verify(receipt))
            .as("%s", questions.get(i))
            .isInstanceOf(Verifier.BorneOut.class);
        verdicts.merge(sameAnswer(questions.get(i), receipts.get(i), lives), 1, Integer::sum);
      }
    }
    return verdicts;
  }

  private static String sameAnswer(ProofQuestion question, Receipt receipt, CodeLives lives) {
    String checked = receipt.text("answer", "checked");
    ValidSpan span = span(question, checked, lives);
    List<String> reasons = List.of(span.reason(), "modifier " + checked + ": " + span.reason());
    assertThat(receipt.text("answer", "verdict"))
        .as("%s", question)
        .isEqualTo(span.verdict().label());
    assertThat(receipt.text("answer", "reason"))
        .as("%s", question)
        .isEqualTo(reasons.get(checked.equals(question.code()) ? 0 : 1));
    assertThat(receipt.text("answer", "edition")).as("%s", question).isEqualTo(span.edition());
    boolean isOver = span.verdict() == Verdict.TERMINATED || span.verdict() == Verdict.ABSENT;
    assertThat(receipt.text("answer", "replacement"))
        .as("%s", question)
        .isEqualTo(isOver ? span.replacement() : "");
    assertThat(receipt.text("answer", "meaning"))
        .as("%s", question)
        .isEqualTo(span.meaning() == 0 ? "" : String.valueOf(span.meaning()));
    return span.verdict().label();
  }

  private static ValidSpan span(ProofQuestion question, String code, CodeLives lives) {
    int on = (int) question.on().toEpochDay();
    int knownOn = (int) question.knownOn().toEpochDay();
    return lives.spans(code, lives.asOf(knownOn)).stream()
        .filter(each -> on < each.to())
        .findFirst()
        .orElseGet(() -> ValidSpan.unlisted(Verdict.ofUnlisted(code), knownOn));
  }
}
