package org.openhcpcs.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.Edition;
import org.openhcpcs.history.Identity;
import org.openhcpcs.proof.Verifier.BorneOut;
import org.openhcpcs.proof.Verifier.Missing;
import org.openhcpcs.proof.Verifier.Outcome;
import org.openhcpcs.proof.Verifier.Refused;
import org.openhcpcs.proof.evidence.ArchiveFolder;
import org.openhcpcs.source.CodeLine;

class VerifierTest {

  private static final String PROGRAM = "hcpcs test";
  private static final LocalDate LATE = LocalDate.of(2020, 6, 1);

  @TempDir private Path folder;
  private MadeUpArchives archives;

  @BeforeEach
  void makeArchives() throws IOException {
    archives = new MadeUpArchives(folder);
  }

  private Receipt receipt(String code, String on, String knownOn, String... modifiers) {
    ProofQuestion question =
        new ProofQuestion(code, LocalDate.parse(on), LocalDate.parse(knownOn), List.of(modifiers));
    return new Prover(archives.stated(), new ArchiveFolder(folder), PROGRAM)
        .prove(List.of(question), List.of())
        .receipts()
        .get(0);
  }

  private Receipt receipt() {
    return receipt("A1001", "2019-05-01", LATE.toString(), "XY");
  }

  private Outcome verify(byte[] receipt) {
    return new Verifier(new ArchiveFolder(folder), PROGRAM).verify(receipt);
  }

  private static Receipt copy(Receipt receipt) {
    return Receipt.read(receipt.bytes());
  }

  /** Changes a receipt as somebody would who knows how it is sealed. */
  private static byte[] forged(Receipt receipt, Consumer<Map<String, @Nullable Object>> change) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>(copy(receipt).members());
    change.accept(members);
    return new Receipt(members).sealed().bytes();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> object(@Nullable Object value) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
  }

  @SuppressWarnings("unchecked")
  private static List<@Nullable Object> array(@Nullable Object value) {
    return (List<@Nullable Object>) Objects.requireNonNull(value);
  }

  private static Map<String, @Nullable Object> edition(
      Map<String, @Nullable Object> receipt, int place) {
    return object(array(receipt.get("editions")).get(place));
  }

  private static Map<String, @Nullable Object> line(
      Map<String, @Nullable Object> receipt, int edition, int line) {
    return object(array(edition(receipt, edition).get("lines")).get(line));
  }

  private void assertRefusedAt(String place, byte[] receipt) {
    assertThat(verify(receipt))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.place()).isEqualTo(place));
  }

  private void assertRefusedWith(String why, byte[] receipt) {
    assertThat(verify(receipt)).isEqualTo(new Refused("receipt", why));
  }

  @Test
  void refusesWhatIsNestedWithoutEnd() {
    assertThat(verify("[".repeat(100_000).getBytes(UTF_8))).isInstanceOf(Refused.class);
    assertThat(verify("{\"a\":".repeat(5_000).getBytes(UTF_8))).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "A1001, 2019-03-31, 2020-06-01, valid",
    "A1001, 2019-04-01, 2020-06-01, terminated",
    "A1001, 2019-05-01, 2018-11-01, valid",
    "A1001, 2019-05-01, 2018-11-02, terminated",
    "A1001, 2009-12-31, 2018-11-02, not yet valid",
    "A1001, 2019-05-01, 2017-11-02, unknown",
    "C3003, 2018-12-31, 2020-06-01, valid",
    "C3003, 2019-01-01, 2020-06-01, absent",
    "L4004, 2019-01-01, 2020-06-01, valid",
    "E5005, 2019-01-01, 2020-06-01, valid",
    "XY, 2019-01-01, 2020-06-01, valid",
    "ZZ, 2019-01-01, 2020-06-01, unknown",
    "99213, 2019-01-01, 2020-06-01, level I",
    "D0120, 2019-01-01, 2020-06-01, dental",
    "'A 1/É', 2019-01-01, 2020-06-01, unknown"
  })
  void bearsOutEveryAnswer(String code, String on, String knownOn, String verdict) {
    byte[] receipt = receipt(code, on, knownOn).bytes();
    ReceiptSchema.check(receipt);
    assertThat(object(Receipt.read(receipt).members().get("answer")))
        .containsEntry("verdict", verdict);
    assertThat(receipt(code, on, knownOn).bytes()).isEqualTo(receipt);
    String shown = code.equals("A 1/É") ? "\"A 1/É\"" : code;
    assertThat(verify(receipt))
        .isInstanceOfSatisfying(
            BorneOut.class, outcome -> assertThat(outcome.what()).startsWith(shown + " on " + on));
  }

  @Test
  void showsTheLinesAndThoseOfWhatReplacesTheCode() {
    Map<String, @Nullable Object> receipt = receipt().members();
    assertThat(object(receipt.get("answer")))
        .containsEntry("verdict", "terminated")
        .containsEntry("reason", "ended on 2019-03-31")
        .containsEntry("replacement", "B2002")
        .containsEntry("edition", "2020-01")
        .containsEntry("checked", "A1001");
    assertThat(array(edition(receipt, 1).get("lines"))).hasSize(2);
    assertThat(line(receipt, 1, 1)).containsEntry("number", 2);
    assertThat(String.valueOf(line(receipt, 1, 0).get("raw"))).startsWith("A1001001003a bandage");
    assertThat(array(edition(receipt, 2).get("lines"))).hasSize(1);
    assertThat(String.valueOf(line(receipt, 2, 0).get("raw"))).startsWith("A1001\t0010\t3\ta ban");
    assertThat(array(edition(receipt, 1).get("others")))
        .extracting(other -> object(other).get("code"))
        .containsExactly("B2002", "XY");
  }

  @Test
  void tellsWhatEachEditionAndDayIsToldBy() {
    assertThat(edition(receipt().members(), 0))
        .containsEntry("published_on", "2017-11-03")
        .containsEntry("told_by", Map.of("edition", "file", "published_on", "file"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void refusesAFlippedByteAnywhereInAReceipt(int seed) {
    Random random = new Random(seed);
    byte[] sound = receipt().bytes();
    for (int i = 0; i < 150; i++) {
      byte[] flipped = sound.clone();
      int place = random.nextInt(flipped.length);
      flipped[place] ^= (byte) (1 << random.nextInt(8));
      assertThat(verify(flipped)).as("byte %d, seed %d", place, seed).isInstanceOf(Refused.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void refusesWhatIsCutOrNotJson(int seed) {
    Random random = new Random(seed);
    byte[] sound = receipt().bytes();
    for (int i = 0; i < 50; i++) {
      byte[] cut = Arrays.copyOf(sound, random.nextInt(sound.length));
      assertThat(verify(cut)).as("%d bytes", cut.length).isInstanceOf(Refused.class);
      byte[] noise = new byte[random.nextInt(500)];
      random.nextBytes(noise);
      assertThat(verify(noise)).isInstanceOf(Refused.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void refusesAFlippedByteAnywhereInAnArchive(int seed) throws IOException {
    Random random = new Random(seed);
    byte[] receipt = receipt().bytes();
    for (int i = 0; i < 30; i++) {
      Path file = archives.file(random.nextInt(3));
      byte[] sound = Files.readAllBytes(file);
      byte[] flipped = sound.clone();
      int place = random.nextInt(flipped.length);
      flipped[place] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);
      assertThat(verify(receipt))
          .as("byte %d of %s", place, file)
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.why()).contains("has SHA-256"));
      Files.write(file, sound);
    }
    assertThat(verify(receipt)).isInstanceOf(BorneOut.class);
  }

  @Test
  void saysWhichArchiveIsMissing() throws IOException {
    byte[] receipt = receipt().bytes();
    Files.delete(archives.file(1));
    assertThat(verify(receipt))
        .isInstanceOfSatisfying(
            Missing.class,
            missing -> {
              assertThat(missing.problem().edition()).hasToString("2019-01");
              assertThat(missing.problem().archive().name())
                  .isEqualTo("2019-Alpha-Numeric-HCPCS-File.zip");
            });
  }

  @Test
  void findsArchivesUnderAnyNameAndInFolders() throws IOException {
    byte[] receipt = receipt().bytes();
    Files.createDirectories(folder.resolve("from CMS"));
    for (int i = 0; i < 3; i++) {
      Files.move(archives.file(i), folder.resolve("from CMS").resolve(i + ".zip"));
    }
    assertThat(verify(receipt)).isInstanceOf(BorneOut.class);
  }

  @Test
  void refusesAReceiptThatLeavesAnEditionOut() {
    for (int i = 0; i < 3; i++) {
      int place = i;
      byte[] forged =
          forged(
              receipt("B2002", "2019-05-01", LATE.toString()),
              receipt -> array(receipt.get("editions")).remove(place));
      assertThat(verify(forged))
          .as("edition %d", place)
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.place()).startsWith("editions"));
    }
  }

  /** Another way to write a code or day asks of something that no edition lists. */
  @ParameterizedTest
  @CsvSource({
    "code, a1001, question.code",
    "code, 'A1001\u00a0', question.code",
    "on, +12019-05-01, receipt",
    "known_on, +999999999-01-01, receipt"
  })
  void refusesAQuestionThatIsNotWrittenAsReceiptsAre(String member, String other, String place) {
    assertRefusedAt(
        place, forged(receipt(), receipt -> object(receipt.get("question")).put(member, other)));
  }

  @ParameterizedTest
  @CsvSource({
    "A1 on 2019-01-01: valid, '\"A1 ON 2019-01-01: VALID\" on '",
    "'A1\" on 2019-01-01', '\"A1'' ON 2019-01-01\" on '"
  })
  void tellsWhatIsNoCodeFromItsOwnWords(String code, String begin) {
    byte[] receipt = receipt(code, "2019-05-01", LATE.toString()).bytes();
    assertThat(verify(receipt))
        .isInstanceOfSatisfying(
            BorneOut.class, outcome -> assertThat(outcome.what()).startsWith(begin));
  }

  @Test
  void refusesAReceiptThatLeavesALooseTableOut() throws IOException {
    String sha256 = archives.keep(MadeUpArchives.csv());
    assertThat(verify(receipt().bytes()))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.why()).contains(sha256));
  }

  @Test
  void letsNoEditionHideBesideAnother() {
    byte[] forged =
        forged(
            receipt(),
            receipt -> {
              Object newest = Objects.requireNonNull(edition(receipt, 2).get("archive"));
              array(receipt.get("editions")).remove(2);
              edition(receipt, 1).put("beside", new ArrayList<>(List.of(newest)));
            });
    assertThat(verify(forged))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.why()).contains("edition 2020-01"));
  }

  /** A zip is read alone, so nothing that is named beside it is looked at. */
  @Test
  void letsNoLooseEditionHideBesideAZip() throws IOException {
    String sha256 = archives.keep(MadeUpArchives.csv());
    byte[] forged =
        forged(
            receipt(),
            receipt ->
                edition(receipt, 1)
                    .put("beside", List.of(ordered("name", "anweb.csv", "sha256", sha256))));
    assertThat(verify(forged))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.why()).contains(sha256));
  }

  @Test
  void believesAnEditionToBeNotUsedOnlyIfItIsSaid() throws IOException {
    byte[] receipt = receipt().bytes();
    byte[] another =
        MadeUpArchives.zip(
            "HCPC2019_CONTR_ANWEB_v2.txt",
            (CodeLine.procedure("A1001", "other").text() + "\n").getBytes(UTF_8),
            LocalDate.of(2019, 2, 1));
    String sha256 = archives.keep(another);
    assertThat(verify(receipt))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.why())
                    .contains(sha256)
                    .contains(
                        "HCPC2019_CONTR_ANWEB_v2.txt, edition 2019-01, published on 2019-02-01"));
    assertThat(verify(receipt("A1001", "2019-05-01", "2019-01-31").bytes()))
        .isInstanceOf(BorneOut.class);
    byte[] said =
        forged(
            copy(receipt()),
            members ->
                array(members.get("not_used"))
                    .add(
                        new LinkedHashMap<>(
                            Map.of(
                                "archive",
                                ordered("name", "x.zip", "sha256", sha256),
                                "why",
                                "rolled back"))));
    assertThat(verify(reordered(said))).isInstanceOf(BorneOut.class);
  }

  private static Map<String, @Nullable Object> ordered(
      String a, Object first, String b, Object second) {
    Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
    ordered.put(a, first);
    ordered.put(b, second);
    return ordered;
  }

  /** Members of what was put in by hand stand in their order. */
  private static byte[] reordered(byte[] receipt) {
    return forged(
        Receipt.read(receipt),
        members ->
            array(members.get("not_used"))
                .replaceAll(
                    each ->
                        ordered(
                            "archive",
                            Objects.requireNonNull(object(each).get("archive")),
                            "why",
                            Objects.requireNonNull(object(each).get("why")))));
  }

  @Test
  void refusesAnInventedEdition() {
    byte[] twice =
        forged(
            receipt(),
            receipt -> {
              Map<String, @Nullable Object> copy = new LinkedHashMap<>(edition(receipt, 1));
              copy.put("edition", "2019-04");
              array(receipt.get("editions")).add(2, copy);
            });
    assertThat(verify(twice)).isInstanceOf(Refused.class);
    byte[] again =
        forged(
            receipt(),
            receipt -> {
              Map<String, @Nullable Object> copy = new LinkedHashMap<>(edition(receipt, 1));
              copy.put("revision", 2);
              array(receipt.get("editions")).add(2, copy);
            });
    assertRefusedWith("editions[2].archive.sha256: it is not an archive of its own", again);
    byte[] usedAndNot =
        forged(
            receipt(),
            receipt ->
                array(receipt.get("not_used"))
                    .add(
                        ordered(
                            "archive",
                            Objects.requireNonNull(edition(receipt, 1).get("archive")),
                            "why",
                            "rolled back")));
    assertRefusedWith("not_used[0].archive.sha256: it is not an archive of its own", usedAndNot);
    byte[] capitals =
        forged(
            receipt(),
            receipt -> object(edition(receipt, 1).get("archive")).put("sha256", "A".repeat(64)));
    assertRefusedWith("editions[1].archive.sha256: it is not a SHA-256 in small letters", capitals);
    byte[] ofNothing =
        forged(
            receipt(),
            receipt -> object(edition(receipt, 1).get("archive")).put("sha256", "0".repeat(64)));
    assertThat(verify(ofNothing)).isInstanceOf(Missing.class);
  }

  @Test
  void refusesEveryForgedStatementWithItsPlace() {
    assertRefusedAt(
        "answer.verdict",
        forged(receipt(), receipt -> object(receipt.get("answer")).put("verdict", "valid")));
    assertRefusedAt(
        "answer.reason",
        forged(receipt(), receipt -> object(receipt.get("answer")).put("reason", "it ended")));
    assertRefusedAt(
        "answer.timeline[2].valid_from",
        forged(
            receipt(),
            receipt ->
                object(array(object(receipt.get("answer")).get("timeline")).get(2))
                    .put("valid_from", "2019-05-01")));
    assertRefusedAt(
        "editions[0].published_on",
        forged(receipt(), receipt -> edition(receipt, 0).put("published_on", "2017-11-04")));
    assertRefusedAt(
        "editions[1].revision",
        forged(receipt(), receipt -> edition(receipt, 1).put("revision", 2)));
    assertRefusedAt(
        "editions[1].file",
        forged(receipt(), receipt -> edition(receipt, 1).put("file", "HCPC2019.txt")));
    assertRefusedAt(
        "editions[1].listed",
        forged(receipt(), receipt -> edition(receipt, 1).put("listed", false)));
    assertRefusedAt(
        "editions[1].lines[0].number",
        forged(receipt(), receipt -> line(receipt, 1, 0).put("number", 4)));
    assertRefusedAt(
        "editions[1].lines[0].number",
        forged(
            receipt(), receipt -> Collections.swap(array(edition(receipt, 1).get("lines")), 0, 1)));
    assertRefusedAt(
        "editions[1].lines[0].raw",
        forged(
            receipt(),
            receipt ->
                line(receipt, 1, 0)
                    .computeIfPresent(
                        "raw", (name, raw) -> raw.toString().replace("20190331", "20190930"))));
    assertRefusedAt(
        "editions[1].lines",
        forged(receipt(), receipt -> array(edition(receipt, 1).get("lines")).remove(1)));
    assertRefusedAt(
        "editions[2].told_by.edition",
        forged(
            receipt(),
            receipt -> object(edition(receipt, 2).get("told_by")).put("edition", "option")));
    assertRefusedAt(
        "editions[0].edition",
        forged(receipt(), receipt -> Collections.swap(array(receipt.get("editions")), 0, 1)));
    assertRefusedAt(
        "editions[0].others[0].code",
        forged(receipt(), receipt -> array(edition(receipt, 0).get("others")).remove(0)));
    assertRefusedAt(
        "editions[0].lies", forged(receipt(), receipt -> edition(receipt, 0).put("lies", true)));
  }

  @Test
  void refusesACodeThatIsSaidNotToBeListed() {
    assertRefusedAt(
        "answer.verdict",
        forged(
            receipt("C3003", "2019-06-01", LATE.toString()),
            receipt -> object(receipt.get("answer")).put("verdict", "unknown")));
    assertRefusedAt(
        "editions[0].listed",
        forged(
            receipt("C3003", "2018-06-01", LATE.toString()),
            receipt -> {
              edition(receipt, 0).put("listed", false);
              edition(receipt, 0).put("lines", List.of());
            }));
  }

  @Test
  void carriesTheDecisionsOfPeopleThatCount() {
    ProofQuestion question = new ProofQuestion("L4004", LocalDate.of(2020, 2, 1), LATE, List.of());
    Receipt receipt =
        new Prover(
                archives.stated(
                    new Identity.Reviewed(
                        "L4004",
                        new Edition(2020, 1),
                        Identity.Sameness.NEW,
                        "another drug",
                        Optional.of("A. Coder")),
                    new Identity.Reviewed(
                        "L4004", new Edition(2019, 1), Identity.Sameness.SAME, "as before"),
                    new Identity.Reviewed(
                        "B2002", new Edition(2020, 1), Identity.Sameness.NEW, "of no account")),
                new ArchiveFolder(folder),
                PROGRAM)
            .prove(List.of(question), List.of())
            .receipts()
            .get(0);
    ReceiptSchema.check(receipt.bytes());
    assertThat(array(receipt.members().get("meanings")))
        .singleElement()
        .satisfies(
            meaning ->
                assertThat(object(meaning))
                    .containsEntry("edition", "2020-01")
                    .containsEntry("who", "A. Coder")
                    .containsEntry("why", "another drug"));
    assertThat(object(receipt.members().get("answer"))).containsEntry("meaning", 2);
    assertThat(verify(receipt.bytes())).isInstanceOf(BorneOut.class);
    assertRefusedAt(
        "answer.reason", forged(receipt, members -> array(members.get("meanings")).clear()));
  }

  @Test
  void tellsWhichProgramToTakeForAnotherForm() {
    byte[] newer = forged(receipt(), receipt -> receipt.put("format", "openhcpcs-receipt/2"));
    assertThat(verify(newer))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.place()).isEqualTo("format");
              assertThat(refused.why()).endsWith("take the one that wrote it, hcpcs test");
            });
  }

  @Test
  void refusesAnotherWayOfWriting() {
    byte[] wide = (new String(receipt().bytes(), UTF_8) + " ").getBytes(UTF_8);
    assertThat(verify(wide))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.place()).startsWith("byte "));
  }
}
