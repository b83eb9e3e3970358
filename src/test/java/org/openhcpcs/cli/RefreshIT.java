package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.fetch.CmsServer;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleWriter;

/** Nights of a scheduler: what {@code refresh} does with a site in every mood. */
class RefreshIT {

  @AutoClose("giveBack")
  private final TestDatabase database = TestServer.migrated();

  private CmsQuarters cms;
  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    cms = new CmsQuarters();
    cms.recover();
  }

  @AfterEach
  void stop() throws IOException {
    cms.close();
  }

  private TestProgram program() {
    return TestProgram.with(database, folder.resolve("home"))
        .withEnvironment(Map.of("HCPCS_BASE_URL", cms.server.url()));
  }

  private TestProgram.Result refresh(String... options) {
    List<String> line = new ArrayList<>(List.of("refresh", "-q", "--retries", "0"));
    line.addAll(List.of(options));
    return program().run(line.toArray(String[]::new));
  }

  private static TestProgram.Result says(int exitCode, String lastLine, String... failures) {
    return new TestProgram.Result(
        exitCode,
        lastLine + "\n",
        Arrays.stream(failures)
            .map(failure -> "hcpcs: " + failure + "\n")
            .collect(Collectors.joining()));
  }

  private List<String> revisions() {
    return database.values(
        "select edition || '.' || revision || case when is_current_revision then ' current' else '' end"
            + " from hcpcs.release order by edition, revision");
  }

  private List<List<String>> downloads() {
    return database.rows(
        "select outcome, http_status, times_seen from hcpcs_load.download order by url, download_id");
  }

  private String url(Edition edition) {
    return cms.server.url() + CmsQuarters.path(edition);
  }

  private String kept(byte[] bytes) throws Exception {
    Path path = Path.of(place(bytes));
    assertThat(path).hasBinaryContent(bytes);
    return path.toString();
  }

  /** Where the archive folder keeps a content. */
  private String place(byte[] bytes) throws Exception {
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes);
    return folder.resolve("home/archive").resolve(HexFormat.of().formatHex(sha256)).toString();
  }

  @Test
  void livesThroughAYearOfNights() throws Exception {
    String notYet = "; not posted yet: " + cms.next + ".";
    TestProgram.Result nothingNew = says(0, "Nothing new" + notYet);

    // the first load
    assertThat(refresh()).isEqualTo(says(0, "Loaded " + cms.before + ", " + cms.current + notYet));
    assertThat(revisions()).containsExactly(cms.before + ".1 current", cms.current + ".1 current");
    kept(cms.zip(cms.current));

    // nothing new, and nothing comes a second time or makes the log of downloads longer
    int rows = downloads().size();
    cms.server.forget();
    assertThat(refresh()).isEqualTo(nothingNew);
    assertThat(refresh()).isEqualTo(nothingNew);
    assertThat(downloads()).hasSize(rows).contains(List.of("loaded", "200", "3"));
    assertThat(cms.server.requests(CmsQuarters.path(cms.current)))
        .hasSize(2)
        .allSatisfy(request -> assertThat(request.header("if-none-match")).isPresent());

    // the page refuses, the zips do not; a new quarter under the plural name
    cms.server.on(CmsServer.PAGE, CmsServer.status(403));
    cms.server.on(CmsQuarters.path(cms.next, "files"), CmsServer.redirect("/moved/" + "hcpcs.zip"));
    cms.server.on("/moved/hcpcs.zip", CmsServer.content(cms.zip(cms.next)));
    assertThat(refresh()).isEqualTo(says(0, "Loaded " + cms.next + "."));

    // a revision under the old URL
    cms.post(cms.current, cms.reissued(cms.current));
    assertThat(refresh()).isEqualTo(says(0, "Loaded " + cms.current + "."));
    assertThat(revisions())
        .containsExactly(
            cms.before + ".1 current",
            cms.current + ".1",
            cms.current + ".2 current",
            cms.next + ".1 current");

    // an outage
    List<String> published = database.published();
    cms.breakDown();
    String outage =
        cms.server.url() + ": nothing could be fetched: answered 503; the next run asks again";
    assertThat(refresh()).isEqualTo(says(1, "Nothing new; failed: " + outage + ".", outage));
    assertThat(database.published()).isEqualTo(published);

    // a file that is damaged where it lies: the same every night, without another download
    cms.recover();
    cms.post(cms.next, cms.zip(cms.next));
    cms.post(cms.current, cms.reissued(cms.current));
    byte[] damaged = Arrays.copyOf(cms.zip(cms.before), 5000);
    cms.server.on(CmsQuarters.path(cms.before), CmsServer.content(damaged));
    TestProgram.Result broken = refresh();
    String line =
        url(cms.before)
            + ": not a complete zip file (zip END header not found); download it again; it is kept as "
            + kept(damaged);
    assertThat(broken).isEqualTo(says(1, "Nothing new; failed: " + line + ".", line));
    assertThat(refresh()).isEqualTo(broken);
    assertThat(database.published()).isEqualTo(published);
    assertThat(database.values("select error from hcpcs_load.download where outcome = 'damaged'"))
        .containsExactly(line);

    TestProgram.Result known = updates();
    assertThat(known.exitCode()).isEqualTo(12);
    assertThat(known.lines()).contains(row(cms.before, "damaged"));
    assertThat(known.err())
        .isEqualTo("hcpcs: " + url(cms.before) + ": damaged when it was fetched; not loaded\n");

    // or CMS takes it away
    cms.server.on(CmsQuarters.path(cms.before), CmsServer.status(404));
    assertThat(updates().exitCode()).isEqualTo(10);
    assertThat(refresh()).isEqualTo(says(0, "Nothing new; not found: 1 older."));
    cms.server.on(CmsQuarters.path(cms.before), CmsServer.content(damaged));
    assertThat(updates()).isEqualTo(known);
    assertThat(refresh()).isEqualTo(broken);

    // until CMS puts it right
    cms.post(cms.before, cms.reissued(cms.before));
    assertThat(refresh()).isEqualTo(says(0, "Loaded " + cms.before + "."));
    assertThat(program().run("verify").exitCode()).isZero();
  }

  @Test
  void loadsTheOthersWhenAGateRefusesOne() throws Exception {
    byte[] poisoned = cms.poisoned(cms.current);
    cms.post(cms.current, poisoned);
    TestProgram.Result refused = refresh();
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err())
        .startsWith(
            "hcpcs: " + url(cms.current) + ": edition " + cms.current + " was not published: ")
        .contains("to publish all the same: --accept rejects")
        .endsWith("; it is kept as " + kept(poisoned) + "\n")
        .hasLineCount(1);
    assertThat(refused.lines().get(0)).startsWith("Loaded " + cms.before + "; failed: ");
    assertThat(revisions()).containsExactly(cms.before + ".1 current");
    assertThat(database.values("select outcome from hcpcs_load.run")).containsExactly("refused");

    cms.server.forget();
    assertThat(refresh().exitCode()).isEqualTo(3);
    assertThat(
            database.values(
                "select outcome from hcpcs_load.download where sha256 is not null order by url = ?",
                url(cms.current)))
        .containsExactly("loaded", "refused");

    assertThat(refresh("--skip", url(cms.current)).exitCode()).isZero();
    assertThat(refresh("--accept", "rejects"))
        .extracting(TestProgram.Result::exitCode)
        .isEqualTo(0);
    assertThat(revisions()).containsExactly(cms.before + ".1 current", cms.current + ".1 current");
  }

  @Test
  void tellsAWebPageFromAZip() {
    cms.server.on(
        CmsQuarters.path(cms.current),
        CmsServer.html("<!DOCTYPE html><html><title>\n Site maintenance</title>"));
    String line =
        url(cms.current)
            + ": answered with the web page \"Site maintenance\" instead of a zip; the next run asks again";
    assertThat(refresh())
        .isEqualTo(
            says(
                1,
                "Loaded "
                    + cms.before
                    + "; failed: "
                    + line
                    + "; not posted yet: "
                    + cms.next
                    + ".",
                line));
  }

  @Test
  void loadsWhatAKilledRunHadFetched() {
    refresh();
    List<String> expected = database.published();
    TestDatabase other = TestServer.migrated();
    TestProgram program =
        TestProgram.with(other, folder.resolve("other"))
            .withEnvironment(Map.of("HCPCS_BASE_URL", cms.server.url()));
    program.print("refresh", "-q");
    program.print("rollback", cms.current.toString());
    program.print("rollback", cms.before.toString());
    String[] outlook = {"refresh", "--dry-run", "--format", "csv"};
    TestProgram.Result rolledBack = program.run(outlook);
    assertUpdates(
        rolledBack,
        0,
        row(cms.before, "downloaded"),
        row(cms.current, "downloaded"),
        row(cms.next, "not posted"));
    other.execute("update hcpcs_load.download set outcome = 'fetched' where sha256 is not null");
    assertThat(program.run(outlook)).isEqualTo(rolledBack);
    assertThat(program.run("refresh", "--dry-run", "--format", "csv", "--offline").lines())
        .contains(row(cms.before, "downloaded"), row(cms.current, "downloaded"));
    cms.server.forget();
    program.print("refresh", "-q");
    assertThat(other.published()).isEqualTo(expected);
    assertThat(cms.server.requests(CmsQuarters.path(cms.current)).get(0).header("if-none-match"))
        .isPresent();
  }

  @Test
  void fetchesAgainWhatTheArchiveHasLost() throws IOException {
    refresh();
    Path archive = folder.resolve("home").resolve("archive");
    try (var files = Files.list(archive)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    assertThat(refresh().exitCode()).isZero();
    try (var files = Files.list(archive)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void loadsTheDropFolderToo() throws IOException {
    Path input = Files.createDirectories(folder.resolve("input"));
    SampleWriter.writeZip(SampleData.january().unmarked(), input);
    Path bad = Files.write(input.resolve("broken.zip"), new byte[] {'P', 'K', 3, 4, 0});
    String line = bad + ": not a complete zip file (zip END header not found); download it again";
    assertThat(refresh("--input", input.toString()))
        .isEqualTo(
            says(
                1,
                "Loaded 2008-01, "
                    + cms.before
                    + ", "
                    + cms.current
                    + "; failed: "
                    + line
                    + "; not posted yet: "
                    + cms.next
                    + ".",
                line));
    Files.delete(bad);
    cms.server.forget();
    SampleWriter.writeZip(SampleData.april().unmarked(), input.resolve("more"));
    assertThat(refresh("--offline", "--input", input.toString()))
        .isEqualTo(says(0, "Loaded 2008-04."));
    assertThat(refresh("--offline", "--input", input.toString()))
        .isEqualTo(says(0, "Nothing new."));
    assertThat(cms.server.requests()).isEmpty();
  }

  @Test
  void saysEveryNightWhatCannotBeUsedUntilItIsPutRight() throws Exception {
    ReleaseFiles april = ReleaseFiles.of(SampleData.april());
    byte[] workbook = april.bytes("_ANWEB_SAMPLE.xlsx");
    byte[] cut = zip("HCPC2008_APR_ANWEB.xlsx", Arrays.copyOf(workbook, workbook.length / 2));
    cms.post(cms.current, cut);
    Path input = Files.createDirectories(folder.resolve("input"));
    Path dropped = Files.write(input.resolve("april-2008.zip"), cut);
    String why = ": HCPC2008_APR_ANWEB.xlsx: the workbook cannot be read: it is cut short";
    String fetched = url(cms.current) + why + "; it is kept as " + place(cut);
    String[] night = {"--input", input.toString()};
    TestProgram.Result first = refresh(night);
    String notYet = "; not posted yet: " + cms.next + ".";
    assertThat(first)
        .isEqualTo(
            says(
                1,
                "Loaded " + cms.before + "; 2 failed, the first: " + fetched + notYet,
                fetched,
                dropped + why));
    assertThat(refresh(night))
        .isEqualTo(
            says(
                1,
                "Nothing new; 2 failed, the first: " + fetched + notYet,
                fetched,
                dropped + why));
    assertThat(
            database.values(
                "select outcome from hcpcs_load.download where error like '%cut short%'"))
        .containsExactly("damaged");
    TestProgram.Result told = updates(night);
    assertThat(told.exitCode()).isEqualTo(12);
    assertThat(told.lines()).contains(row(cms.current, "damaged"), "\"\",damaged," + dropped);
    assertThat(told.err())
        .isEqualTo(
            "hcpcs: "
                + url(cms.current)
                + ": damaged when it was fetched; not loaded\nhcpcs: "
                + dropped
                + why
                + "\n");

    cms.post(cms.current, cms.zip(cms.current));
    Files.write(dropped, SampleWriter.zip(SampleData.april().unmarked()));
    assertThat(refresh(night)).isEqualTo(says(0, "Loaded 2008-04, " + cms.current + notYet));
    assertThat(refresh(night)).isEqualTo(says(0, "Nothing new" + notYet));
  }

  @Test
  void takesTheSampleOutWithTheFirstReleases() {
    program().print("load", "input");
    assertThat(refresh())
        .isEqualTo(
            says(
                0,
                "Loaded "
                    + cms.before
                    + ", "
                    + cms.current
                    + "; took out the sample 2008-01, 2008-04; not posted yet: "
                    + cms.next
                    + "."));
    assertThat(revisions()).containsExactly(cms.before + ".1 current", cms.current + ".1 current");
  }

  @Test
  void saysEveryNightThatALaterIssueOfWhatWasLoadedCannotBeRead() throws Exception {
    Path zip =
        ReleaseFiles.of(SampleData.april().unmarked())
            .only("_ANWEB_SAMPLE.txt")
            .with("HCPC2008_APR_ANWEB_v2.xlsx", new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0})
            .zip(folder.resolve("april.zip"), SampleData.april().publishedOn());
    byte[] posted = Files.readAllBytes(zip);
    cms.post(cms.current, posted);
    String line =
        url(cms.current)
            + ": HCPC2008_APR_ANWEB_v2.xlsx: the workbook cannot be read: it is cut short; it is kept as "
            + place(posted);
    String notYet = "; not posted yet: " + cms.next + ".";
    assertThat(refresh())
        .isEqualTo(says(1, "Loaded 2008-04, " + cms.before + "; failed: " + line + notYet, line));
    for (int night = 0; night < 2; night++) {
      assertThat(refresh()).isEqualTo(says(1, "Nothing new; failed: " + line + notYet, line));
    }
    cms.post(cms.current, cms.zip(cms.current));
    assertThat(refresh()).isEqualTo(says(0, "Loaded " + cms.current + notYet));
  }

  @Test
  void goesOnWithTheDropFolderWhenTheSiteIsDown() throws IOException {
    cms.close();
    Path input = folder.resolve("input");
    SampleWriter.writeZip(SampleData.january().unmarked(), input);
    TestProgram.Result down = refresh("--input", input.toString());
    String line =
        cms.server.url()
            + ": nothing could be fetched: no connection to "
            + cms.server.url().replace("http://", "")
            + "; the next run asks again";
    assertThat(down).isEqualTo(says(1, "Loaded 2008-01; failed: " + line + ".", line));
  }

  @Test
  void takesOnlyTheEditionsThatAreWanted() {
    TestProgram.Result annual = refresh("--annual");
    assertThat(annual.exitCode()).isZero();
    assertThat(revisions())
        .containsExactlyElementsOf(
            List.of(cms.before, cms.current).stream()
                .filter(edition -> edition.month() == 1)
                .map(edition -> edition + ".1 current")
                .toList());
    assertThat(refresh("--since", cms.current.toString()).exitCode()).isZero();
    assertThat(revisions()).contains(cms.current + ".1 current");
    if (cms.before.month() != 1) {
      assertThat(revisions()).doesNotContain(cms.before + ".1 current");
    }
    assertThat(refresh("--since", "2020-02").exitCode()).isEqualTo(2);
    assertThat(refresh("--base-url", "cms").exitCode()).isEqualTo(2);
    assertThat(refresh("--retries", "-1").exitCode()).isEqualTo(2);
  }

  @Test
  void letsNoSecondRunIn() throws Exception {
    CountDownLatch isAsked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CmsServer.Reply content = CmsServer.content(cms.zip(cms.current));
    cms.server.on(
        CmsQuarters.path(cms.current),
        (request, out) -> {
          isAsked.countDown();
          goOn.await(60, TimeUnit.SECONDS);
          content.write(request, out);
        });
    CompletableFuture<TestProgram.Result> first = CompletableFuture.supplyAsync(this::refresh);
    assertThat(isAsked.await(60, TimeUnit.SECONDS)).isTrue();
    TestProgram.Result second = refresh();
    goOn.countDown();
    assertThat(second)
        .isEqualTo(
            new TestProgram.Result(
                4,
                "",
                "hcpcs: another run is loading into this database; try again when it has ended\n"));
    assertThat(first.get(60, TimeUnit.SECONDS).exitCode()).isZero();
    assertThat(revisions()).containsExactly(cms.before + ".1 current", cms.current + ".1 current");
    assertThat(refresh().exitCode()).isZero();
  }

  private TestProgram.Result updates(String... options) {
    List<String> line =
        new ArrayList<>(List.of("refresh", "--dry-run", "--format", "csv", "--retries", "0"));
    line.addAll(List.of(options));
    return program().run(line.toArray(String[]::new));
  }

  private String row(Edition edition, String state) {
    return edition + "," + state + "," + url(edition);
  }

  private static void assertUpdates(TestProgram.Result result, int exitCode, String... rows) {
    assertThat(result.lines())
        .startsWith("edition,state,url")
        .endsWith(rows)
        .hasSize(rows.length + 1);
    assertThat(result.exitCode()).isEqualTo(exitCode);
  }

  @Test
  void tellsWhatARefreshWouldFind() throws IOException {
    assertUpdates(
        updates(), 0, row(cms.before, "new"), row(cms.current, "new"), row(cms.next, "not posted"));
    assertThat(downloads()).isEmpty();
    assertThat(revisions()).isEmpty();
    assertThat(refresh("--format", "csv").exitCode()).isEqualTo(2);
    assertThat(updates("--accept", "rejects").exitCode()).isEqualTo(2);
    assertThat(program().run("refresh", "--dry-run", "-q").lines())
        .last()
        .isEqualTo("New: " + cms.before + ", " + cms.current + ". hcpcs refresh loads it.");

    refresh();
    List<List<String>> log = downloads();
    assertUpdates(
        updates(),
        11,
        row(cms.before, "loaded"),
        row(cms.current, "loaded"),
        row(cms.next, "not posted"));
    assertThat(downloads()).isEqualTo(log);
    cms.post(cms.current, cms.reissued(cms.current));
    assertUpdates(
        updates(),
        0,
        row(cms.before, "loaded"),
        row(cms.current, "new revision"),
        row(cms.next, "not posted"));
    cms.post(cms.next, cms.zip(cms.next));
    refresh();
    assertUpdates(
        updates(),
        10,
        row(cms.before, "loaded"),
        row(cms.current, "loaded"),
        row(cms.next, "loaded"));

    Path input = folder.resolve("input");
    Path zip = SampleWriter.writeZip(SampleData.january().unmarked(), input);
    assertUpdates(updates("--offline", "--input", input.toString()), 0, "2008-01,new," + zip);

    cms.breakDown();
    TestProgram.Result down = updates();
    assertThat(down.exitCode()).isEqualTo(12);
    assertThat(down.err())
        .isEqualTo(
            "hcpcs: "
                + cms.server.url()
                + ": nothing could be fetched: answered 503; the next run asks again\n");
  }

  @Test
  void knowsAZipThatWasLoadedByHand() throws IOException {
    Path zip = folder.resolve(Path.of(CmsQuarters.path(cms.current)).getFileName());
    Files.write(zip, cms.zip(cms.current));
    program().print("load", zip.toString());
    assertThat(updates("--skip", url(cms.before)).lines()).contains(row(cms.current, "loaded"));
    cms.post(cms.current, cms.reissued(cms.current));
    assertThat(updates("--skip", url(cms.before)).lines())
        .contains(row(cms.current, "new revision"));
  }

  @Test
  void doesNotTakeSilenceForNothingNew() {
    cms.server.on(CmsServer.PAGE, CmsServer.html("<script>checkYourBrowser()</script>"));
    cms.server.on(CmsQuarters.path(cms.current), CmsServer.status(404));
    String line =
        cms.server.url()
            + CmsServer.PAGE
            + ": links to no release; and "
            + cms.current
            + ", which is in force, is under none of the names that CMS has used; the next run asks again";
    assertThat(refresh())
        .isEqualTo(
            says(
                1,
                "Nothing new; failed: "
                    + line
                    + "; not posted yet: "
                    + cms.current
                    + ", "
                    + cms.next
                    + ".",
                line));
    TestProgram.Result told = updates();
    assertThat(told.exitCode()).isEqualTo(12);
    assertThat(told.err()).isEqualTo("hcpcs: " + line + "\n");
    cms.recover();
    cms.server.on(CmsServer.PAGE, CmsServer.html("<script>checkYourBrowser()</script>"));
    assertThat(refresh())
        .isEqualTo(says(0, "Loaded " + cms.current + "; not posted yet: " + cms.next + "."));
  }

  @Test
  void asksNoLongerWhereNobodyAnswers() {
    for (String noun : List.of("file", "files")) {
      cms.server.on(CmsQuarters.path(cms.before, noun), CmsServer.cutOff(new byte[] {1, 2}, 1));
      cms.server.on(CmsQuarters.path(cms.current, noun), CmsServer.cutOff(new byte[] {1, 2}, 1));
    }
    TestProgram.Result result = refresh();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            """
            hcpcs: %s: the content ended early; the next run asks again
            hcpcs: %s: the content ended early; the next run asks again
            hcpcs: %s: no longer answers; 3 files were not asked for; the next run asks again
            """
                .formatted(url(cms.before), url(cms.current), cms.server.url()));
    assertThat(cms.server.requests()).hasSize(3);
    assertThat(database.values("select url from hcpcs_load.download where error like 'not asked%'"))
        .hasSize(3);
  }

  @Test
  void keepsEveryMessageInOneLine() throws IOException {
    String page = "<title>a\0b\n\u001b[2Jc</title>";
    cms.server.on(CmsQuarters.path(cms.current), CmsServer.html(page));
    Path input = Files.createDirectories(folder.resolve("input"));
    Path evil = input.resolve("evil.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(evil))) {
      zip.putNextEntry(new ZipEntry("..\\evil\0\n\u001b.txt"));
      zip.closeEntry();
    }
    Path odd = input.resolve("odd.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(odd))) {
      zip.putNextEntry(new ZipEntry("HCPC2026_OCT\0_ANWEB.txt"));
      zip.closeEntry();
    }
    TestProgram.Result result = refresh("--input", input.toString());
    String failures =
        "hcpcs: "
            + url(cms.current)
            + ": answered with the web page \"a b [2Jc\" instead of a zip; the next run asks again\n"
            + "hcpcs: "
            + evil
            + ": refused, the member name \"..\\evil   .txt\" leads out of it; nothing of it was loaded\n"
            + "hcpcs: "
            + odd
            + ": refused, the member name \"HCPC2026_OCT _ANWEB.txt\" has control characters in it;"
            + " nothing of it was loaded\n";
    assertThat(result.err()).isEqualTo(failures);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(database.rows("select outcome, ended_at is not null from hcpcs_load.run"))
        .containsExactly(List.of("failed", "t"));
  }

  @Test
  void refusesASiteOrAnEditionThatCannotBeMeant() {
    TestProgram.Result withPassword = refresh("--base-url", "http://bob:secret@127.0.0.1:1");
    assertThat(withPassword.exitCode()).isEqualTo(2);
    assertThat(withPassword.err()).doesNotContain("secret").hasLineCount(1);
    for (String since : List.of("2999-10", cms.next.next().toString())) {
      assertThat(refresh("--since", since))
          .isEqualTo(
              new TestProgram.Result(
                  2,
                  "",
                  "hcpcs: --since "
                      + since
                      + ": nothing that late is looked for; the next edition is "
                      + cms.next
                      + "\n"));
    }
    assertThat(refresh("--since", cms.next.toString()).exitCode()).isZero();
  }

  @Test
  void fetchesAgainWhatHasRottenInTheArchive() throws Exception {
    refresh();
    Path archive = Path.of(kept(cms.zip(cms.current)));
    Files.write(archive, new byte[] {'P', 'K', 3, 4});
    assertThat(refresh().exitCode()).isZero();
    kept(cms.zip(cms.current));
  }

  @Test
  void asksAgainForAnOlderQuarterThatFailed() {
    cms.link(cms.current);
    cms.server.on(CmsQuarters.path(cms.before), CmsServer.status(503));
    String notYet = "; not posted yet: " + cms.next + ".";
    String line = url(cms.before) + ": answered 503; the next run asks again";
    assertThat(refresh("--since", cms.before.toString()))
        .isEqualTo(says(1, "Loaded " + cms.current + "; failed: " + line + notYet, line));
    assertThat(refresh()).isEqualTo(says(1, "Nothing new; failed: " + line + notYet, line));
    cms.post(cms.before, cms.zip(cms.before));
    assertThat(refresh()).isEqualTo(says(0, "Loaded " + cms.before + notYet));
    cms.server.forget();
    assertThat(refresh()).isEqualTo(says(0, "Nothing new" + notYet));
    assertThat(cms.server.requests(CmsQuarters.path(cms.before))).isEmpty();
  }

  @Test
  void losesNoRevisionThatTheDatabaseFailedToTake() {
    database.execute(
        """
        create function public.fail() returns trigger language plpgsql as
        $$begin raise exception 'out of order'; end$$;
        create trigger fail before insert on hcpcs.release
        for each row when (new.edition = '%s') execute function public.fail();
        """
            .formatted(cms.current));
    assertThat(refresh().exitCode()).isEqualTo(1);
    assertThat(revisions()).containsExactly(cms.before + ".1 current");
    assertThat(
            database.rows(
                "select outcome, error from hcpcs_load.download where url = ?", url(cms.current)))
        .containsExactly(List.of("fetched", TestDatabase.NULL));
    cms.post(cms.current, cms.reissued(cms.current));
    database.execute("drop trigger fail on hcpcs.release; drop function public.fail");
    assertThat(refresh().exitCode()).isZero();
    assertThat(revisions())
        .containsExactly(cms.before + ".1 current", cms.current + ".1", cms.current + ".2 current");
  }

  @Test
  void stopsWhereTheNamedFolderIsGone() throws IOException {
    String zip =
        SampleWriter.writeZip(SampleData.january().unmarked(), folder.resolve("zip")).toString();
    String gone = folder.resolve("gone").toString();
    TestProgram.Result expected =
        new TestProgram.Result(
            1,
            "",
            "hcpcs: "
                + gone
                + ": no such folder; make it, or name another with --input or HCPCS_INPUT\n");
    assertThat(refresh("--input", gone)).isEqualTo(expected);
    TestProgram named = program().withEnvironment(Map.of("HCPCS_INPUT", gone));
    assertThat(named.run("refresh", "-q")).isEqualTo(expected);
    assertThat(named.run("load", "-q", zip)).isEqualTo(expected);
    assertThat(named.run("refresh", "--dry-run")).isEqualTo(expected);
    assertThat(cms.server.requests()).isEmpty();
    TestProgram launched = program().withEnvironment(Map.of("HCPCS_PROJECT_INPUT", gone));
    assertThat(launched.run("refresh", "-q", "--offline")).isEqualTo(says(0, "Nothing new."));
  }

  private static byte[] zip(String member, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(member));
      zip.write(content);
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  private static byte[] withoutEdition() throws IOException {
    return zip(
        "codes.txt",
        SampleWriter.files(SampleData.january().unmarked()).entrySet().stream()
            .findFirst() // the code file
            .orElseThrow()
            .getValue());
  }

  private void link(String path, String text) {
    cms.server.on(CmsServer.PAGE, CmsServer.html("<a href='" + path + "'>" + text + "</a>"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takesABetterNameThatComesLater(boolean isAnsweredNotModified) throws IOException {
    String path = "/files/zip/hcpcs-latest.zip";
    byte[] zip = withoutEdition();
    cms.server.on(path, isAnsweredNotModified ? CmsServer.content(zip) : CmsServer.plain(zip));
    link(path, "HCPCS (ZIP)");
    TestProgram.Result unknown = refresh();
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("no name tells the edition of codes.txt").hasLineCount(1);
    link(path, "January 2008 HCPCS (ZIP)");
    assertThat(updates().lines()).contains("2008-01,downloaded," + cms.server.url() + path);
    assertThat(refresh()).isEqualTo(says(0, "Loaded 2008-01; not posted yet: " + cms.next + "."));
    assertThat(
            database.rows(
                "select edition, outcome from hcpcs_load.download where url like '%latest%'"))
        .containsExactly(List.of("2008-01", "loaded"));
  }

  @Test
  void letsAPersonNameTheEdition() throws IOException {
    String path = "/files/zip/hcpcs-latest.zip";
    cms.server.on(path, CmsServer.content(withoutEdition()));
    link(path, "HCPCS (ZIP)");
    String line = refresh().err().strip();
    Path kept = Path.of(line.substring(line.lastIndexOf(' ') + 1));
    Path input = folder.resolve("input");
    Files.createDirectories(input.resolve("2008-01"));
    Files.copy(kept, input.resolve("2008-01").resolve("hcpcs.zip"));
    refresh("--input", input.toString());
    assertThat(revisions()).contains("2008-01.1 current");
    assertThat(refresh("--input", input.toString()))
        .isEqualTo(says(0, "Nothing new; not posted yet: " + cms.next + "."));
  }

  @Test
  void callsOnlyNewWhatARefreshWouldLoad() throws IOException {
    refresh();
    String notes = "/files/zip/hcpcs-notes.zip";
    cms.server.on(notes, CmsServer.content(zip("notes.txt", new byte[] {'a', '\n'})));
    link(notes, "HCPCS notes (ZIP)");
    assertThat(refresh().exitCode()).isZero();
    TestProgram.Result seen = updates();
    assertThat(seen.lines()).contains("\"\",nothing to load," + cms.server.url() + notes);
    assertThat(seen.exitCode()).isEqualTo(11);

    Path input = folder.resolve("input");
    Path old = Files.createDirectories(input.resolve("2011-01"));
    Path layout = Files.writeString(old.resolve("HCPC2011_recordlayout.txt"), "layout");
    TestProgram.Result companions = updates("--offline", "--input", input.toString());
    assertThat(companions.lines())
        .containsExactly("edition,state,url", "2011-01,nothing to load," + layout);
    assertThat(companions.exitCode()).isEqualTo(10);
    Files.delete(layout);

    Path refused = input.resolve(Path.of(CmsQuarters.path(cms.next)).getFileName());
    Files.write(refused, cms.poisoned(cms.next));
    assertThat(refresh("--offline", "--input", input.toString()).exitCode()).isEqualTo(3);
    TestProgram.Result again = updates("--offline", "--input", input.toString());
    assertThat(again.lines())
        .containsExactly("edition,state,url", cms.next + ",refused," + refused);
    assertThat(again.err())
        .isEqualTo("hcpcs: " + refused + ": refused when it was read; not loaded\n");
    assertThat(again.exitCode()).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ETag: \"a\"", "Last-Modified: Sun, 01 Nov 2026 10:00:00 GMT"})
  void knowsAContentByItsTagWhateverTheServerAnswers(String header) {
    byte[] zip = cms.zip(cms.current);
    cms.server.on(CmsQuarters.path(cms.current), CmsServer.plain(zip, header));
    refresh();
    assertThat(updates().lines()).contains(row(cms.current, "loaded"));
    cms.server.on(
        CmsQuarters.path(cms.current),
        CmsServer.plain(zip, header.replace("\"a\"", "\"b\"").replace("10:00", "11:00")));
    assertThat(updates().lines()).contains(row(cms.current, "new revision"));
  }
}
