package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.proof.ProofQuestion;
import org.openhcpcs.proof.ReceiptSchema;
import org.openhcpcs.sample.SampleData;

/**
 * Receipts for what a database answers: over releases that are whole, corrected, damaged, loose, a
 * workbook alone, rolled back and refused.
 */
@Tag("sql")
class ProofIT {

  private static final ReleaseFiles JANUARY = ReleaseFiles.of(SampleData.january());
  private static final ReleaseFiles APRIL = ReleaseFiles.of(SampleData.april());
  private static final TestDatabase DATABASE = TestServer.migrated();

  @TempDir private static Path folder;

  @BeforeAll
  static void load() throws IOException {
    LocalDate day = SampleData.january().publishedOn();
    Path january =
        JANUARY
            .without("Corrections")
            .without("_SAMPLE.xlsx")
            .zip(folder.resolve("january-2008-file.zip"), day);
    Path reissued =
        JANUARY
            .without("Corrections")
            .edit(
                "_ANWEB_SAMPLE.txt",
                text -> damaged(text.replaceFirst("Item furnished", "Item provided"), "L4801"))
            .zip(folder.resolve("january-2008-file_v2.zip"), day.plusDays(20));
    Path april =
        APRIL
            .without("Corrections")
            .zip(folder.resolve("april-2008-file.zip"), SampleData.april().publishedOn());
    Path corrections =
        APRIL
            .only("Corrections")
            .zip(folder.resolve("April-2008-Corrections.zip"), LocalDate.of(2008, 4, 20));
    Path loose =
        ReleaseFiles.of("anweb.txt", APRIL.bytes("_ANWEB_SAMPLE.txt"))
            .with("anweb.xlsx", APRIL.bytes("_ANWEB_SAMPLE.xlsx"))
            .folder(folder.resolve("2008-07"));
    Path workbook =
        ReleaseFiles.of("codes.xlsx", APRIL.bytes("_ANWEB_SAMPLE.xlsx"))
            .folder(folder.resolve("2008-10"));
    Path gone =
        JANUARY
            .only("_ANWEB_SAMPLE.txt")
            .edit("_ANWEB_SAMPLE.txt", text -> text.replaceFirst("Item furnished", "Item given"))
            .folder(folder.resolve("gone"));
    for (Path each : List.of(january, reissued, april, loose, workbook)) {
      program().print("load", each.toString());
    }
    program().print("load", "--apply-corrections", corrections.toString());
    program().print("load", "--edition", "2009-01", gone.toString());
    program().print("rollback", "2009-01");
  }

  /** A first line with a date that is none. */
  private static String damaged(String text, String code) {
    int line = text.indexOf(code + "00100");
    return text.substring(0, line + 268) + "2O0801O1" + text.substring(line + 276);
  }

  private static TestProgram program() {
    return TestProgram.with(DATABASE, folder.resolve("home"));
  }

  private static ProofTrial trial() {
    return new ProofTrial(DATABASE, folder.resolve("home/archive"));
  }

  @Test
  void isBorneOutAndSaysWhatTheDatabaseSaysForEveryCode() {
    List<LocalDate> known =
        DATABASE.values("select distinct published_on::text from hcpcs.release order by 1").stream()
            .map(LocalDate::parse)
            .toList();
    List<ProofQuestion> questions = new ArrayList<>();
    List<String> codes = DATABASE.values("select distinct code from hcpcs.code_record order by 1");
    int i = 0;
    for (String code : codes) {
      LocalDate on = LocalDate.of(2007, 12, 20).plusDays(17L * (i % 30));
      questions.add(
          new ProofQuestion(
              code,
              on,
              i % 2 == 0 ? known.get(i % known.size()) : LocalDate.of(2026, 1, 1),
              i % 3 == 0 ? List.of("NU") : List.of()));
      i++;
    }
    assertThat(trial().hold(questions).keySet()).contains("valid", "terminated", "unknown");
  }

  @Tag("once")
  @Test
  void isBorneOutForRandomQuestions() {
    assertThat(trial().hold(trial().questions(22, 60))).isNotEmpty();
  }

  private String receipt(String... arguments) {
    return program()
        .print(Stream.concat(Stream.of("prove"), Stream.of(arguments)).toArray(String[]::new));
  }

  @Test
  void namesTheEditionsInTheOrderOfTheirPublication() {
    String receipt = receipt("C3402", "--on", "2008-06-01", "--known-on", "2026-01-01");
    ReceiptSchema.check(receipt.getBytes(StandardCharsets.UTF_8));
    assertThat(
            receipt
                .lines()
                .filter(line -> line.matches("      \"(edition|revision|corrects)\" .*"))
                .map(line -> line.replaceAll("[\", ]", "")))
        .containsSubsequence("edition:2008-01", "revision:1", "revision:2", "edition:2008-04")
        .containsSubsequence("edition:2008-04", "revision:2", "corrects:1", "edition:2008-07");
  }

  @Test
  void showsTheCorrectionThatWasApplied() {
    assertThat(receipt("C3402", "--on", "2008-06-01", "--known-on", "2008-05-01"))
        .contains(
            "\"action\" : \"Change ASC Start date to 04/01/2008\"", "\"verdict\" : \"applied\"");
    assertThat(receipt("C3402", "--on", "2008-06-01", "--known-on", "2008-04-19"))
        .contains("\"corrections\" : [ ]");
  }

  @Test
  void takesFromTheTwinWhatIsDamaged() {
    assertThat(receipt("L4801", "--on", "2008-06-01", "--known-on", "2008-03-01"))
        .contains("\"twin\" : {");
  }

  @Test
  void namesAllCodeFilesOfALooseRelease() {
    assertThat(receipt("C3402", "--known-on", "2026-01-01"))
        .containsPattern("(?s)\"beside\" : \\[\\s+\\{\\s+\"name\" : \"anweb.xlsx\"");
  }

  @Test
  void saysWhyAnArchiveWasNotUsed() {
    assertThat(receipt("C3402")).contains("\"why\" : \"2009-01: rolled back\"");
  }

  @Test
  void tellsAFolderFromAnOption() {
    program().print("load", "--edition", "2009-04", folder.resolve("gone").toString());
    try {
      String receipt = receipt("C3402", "--known-on", "2026-01-01");
      assertThat(after(receipt, "\"edition\" : \"2008-10\"")).startsWith("\"folder\"");
      assertThat(after(receipt, "\"edition\" : \"2009-04\"")).startsWith("\"option\"");
    } finally {
      program().print("rollback", "2009-04");
    }
  }

  private static String after(String receipt, String edition) {
    String told = "\"told_by\" : {\n        \"edition\" : ";
    int at = receipt.indexOf(told, receipt.indexOf("      " + edition));
    return receipt.substring(at + told.length());
  }

  @Test
  void writesTheSameBytesForTheSameQuestion() {
    String first = receipt("L4801", "--on", "2008-06-01", "--known-on", "2008-03-01");
    assertThat(receipt("l4801 ", "--on", "2008-06-01", "--known-on", "2008-03-01"))
        .isEqualTo(first);
  }

  @Test
  void verifiesWithoutADatabase() throws IOException {
    Path receipt = folder.resolve("receipt.json");
    program().print("prove", "L4801", "--out", receipt.toString());
    TestProgram elsewhere = TestProgram.embedded(folder.resolve("nowhere"));
    TestProgram.Result verified =
        elsewhere.run(
            "prove",
            "--verify",
            receipt.toString(),
            "--archive",
            folder.resolve("home/archive").toString());
    assertThat(verified.exitCode()).as("%s", verified).isZero();
    assertThat(verified.lines()).singleElement().asString().contains(": borne out: L4801 on ");
    assertThat(folder.resolve("nowhere")).doesNotExist();
    Files.writeString(receipt, Files.readString(receipt).replace("L4801", "L4802"));
    TestProgram.Result refused = program().run("prove", "--verify", receipt.toString());
    assertThat(refused.exitCode()).isEqualTo(10);
    assertThat(refused.err()).startsWith("hcpcs: " + receipt + ": not borne out: ");
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void saysWhereCmsPostedAMissingArchive() throws IOException {
    Path receipt = folder.resolve("missing.json");
    program().print("prove", "L4801", "--out", receipt.toString());
    Path empty = Files.createDirectories(folder.resolve("empty"));
    TestProgram.Result missing =
        program().run("prove", "--verify", receipt.toString(), "--archive", empty.toString());
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err())
        .startsWith("hcpcs: " + empty + ": archive january-2008-file.zip of 2008-01, SHA-256 ")
        .contains("is missing; CMS posted it at https://www.cms.gov/");
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    assertThat(program().print("prove", "A1001", "--out", "-")).startsWith("{");
    assertThat(program().run("prove").exitCode()).isEqualTo(2);
    assertThat(program().run("prove", " ").exitCode()).isEqualTo(2);
    assertThat(program().run("prove", "A1001", "--verify", "x").exitCode()).isEqualTo(2);
    assertThat(program().run("prove", "A1001", "--on", "yesterday").exitCode()).isEqualTo(2);
    assertThat(program().run("prove", "A1001", "--archive", "x").exitCode()).isEqualTo(2);
    assertThat(program().run("prove", "--verify", folder.resolve("none").toString()).exitCode())
        .isEqualTo(1);
  }

  @Test
  void writesAReceiptForEachQuestionOfClaimsThatIsNotValid() throws IOException {
    Path claims = folder.resolve("claims.csv");
    Files.writeString(
        claims,
        "code,date,modifier\nZ9999,2008-06-01,\nz9999,2008-06-01,\nL4801,2008-06-01,ZZ\nC3402,2008-06-01,\n");
    Path proofs = folder.resolve("proofs");
    TestProgram.Result checked =
        program()
            .run(
                "check",
                claims.toString(),
                "--known-on",
                "2026-01-01",
                "--prove",
                proofs.toString());
    assertThat(checked.exitCode()).as("%s", checked).isZero();
    assertThat(checked.err()).contains("hcpcs: " + proofs + ": 2 receipts written");
    try (Stream<Path> files = Files.list(proofs)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder(
              "Z9999_on_2008-06-01_known_2026-01-01.json",
              "L4801-ZZ_on_2008-06-01_known_2026-01-01.json");
    }
    for (String name : List.of("Z9999", "L4801-ZZ")) {
      program()
          .print(
              "prove",
              "--verify",
              proofs.resolve(name + "_on_2008-06-01_known_2026-01-01.json").toString());
    }
  }
}
