package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.proof.ReceiptSchema;

/** The server and its API, on the sample. */
class ServeIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> DAYS =
      List.of("1999-12-31", "2004-03-31", "2008-01-01", "2008-02-20", "2008-04-01", "2030-01-01");

  private static final List<String> KNOWLEDGE = List.of("2008-01-15", "2026-01-01");

  @TempDir private static Path home;
  private static final TestDatabase DATABASE = LoadedSample.database();
  private static TestProgram program = TestProgram.with(DATABASE, Path.of("unused"));

  @SuppressWarnings("NullAway.Init") // before the first test
  private static TestSite served;

  @BeforeAll
  static void serve() throws IOException {
    program = TestProgram.with(DATABASE, home);
    LoadedSample.home(home);
    Path policies =
        Files.writeString(
            home.resolve("policies.csv"),
            "code,source,identifier,title\nS9336,Plan,P-1,\"<script>alert(1)</script>\"\n");
    program.print("policies", "load", policies.toString());
    served = new TestSite(program);
  }

  @AfterAll
  static void end() {
    served.close();
  }

  private static JsonNode json(String path) {
    HttpResponse<String> response = served.ask(path);
    assertThat(response.statusCode()).as(path + response.body()).isEqualTo(200);
    return read(response.body());
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  /** A row as JSON, with the values as texts: arrays and numbers are written in two ways. */
  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object
        .properties()
        .forEach(
            each ->
                texts.put(
                    each.getKey(),
                    each.getValue().isValueNode()
                        ? each.getValue().asText()
                        : each.getValue().toString()));
    return texts;
  }

  @Test
  void saysOfEveryCodeOnEveryDayWhatTheDatabaseSays() {
    int compared = 0;
    for (String knownOn : KNOWLEDGE) {
      for (String on : DAYS) {
        Map<String, Map<String, String>> records = records(on, knownOn);
        for (List<String> row : verdicts(on, knownOn)) {
          String code = row.get(0);
          String days = "?on=" + on + "&known_on=" + knownOn;
          JsonNode answer = json("/api/v1/codes/" + code + days);
          JsonNode checked = json("/api/v1/check" + days + "&code=" + code);
          assertThat(List.of(code, answer.get("verdict").asText(), answer.get("reason").asText()))
              .as(code + days)
              .isEqualTo(row)
              .isEqualTo(
                  List.of(code, checked.get("verdict").asText(), checked.get("reason").asText()));
          Map<String, String> expected = records.get(code);
          if (expected != null) {
            Map<String, String> record = texts(answer.get("record"));
            record.keySet().retainAll(expected.keySet());
            assertThat(record).as(code + days).hasSizeGreaterThan(40).isEqualTo(expected);
            compared++;
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  private static List<List<String>> verdicts(String on, String knownOn) {
    return DATABASE.rows(
        """
        select d.code, c.verdict, c.reason
        from hcpcs.search_document d
        cross join lateral hcpcs.check_code(d.code, ?, ?) c
        order by 1
        """,
        LocalDate.parse(on),
        LocalDate.parse(knownOn));
  }

  /** The rows of {@code code_as_of} by code, with the columns that a record has too. */
  private static Map<String, Map<String, String>> records(String on, String knownOn) {
    Map<String, Map<String, String>> records = new TreeMap<>();
    DATABASE
        .values(
            "select to_jsonb(a) - '{valid_during,known_during,basis,meaning}'::text[] from hcpcs.code_as_of(?, ?) a",
            LocalDate.parse(on),
            LocalDate.parse(knownOn))
        .forEach(
            row -> {
              Map<String, String> record = texts(read(row));
              records.put(record.get("code"), record);
            });
    return records;
  }

  @Test
  void findsACodeThatWasCopiedWithTheBlanksAroundIt() {
    for (String path : List.of("/api/v1/codes/", "/api/v1/similar/")) {
      assertThat(served.ask(path + "%C2%A0s9372%C2%A0").body())
          .isEqualTo(served.ask(path + "S9372").body());
    }
  }

  @Test
  void hasTheCodeDetailOfTodayAsItsRecord() {
    for (String code : DATABASE.values("select code from hcpcs.search_document order by 1")) {
      JsonNode record = json("/api/v1/codes/" + code).get("record");
      JsonNode detail =
          read(
              DATABASE.value(
                  "select to_jsonb(d) from hcpcs.code_detail d where code = '" + code + "'"));
      Map<String, String> expected = texts(detail);
      expected.put("valid_during", record.get("valid_during").asText()); // of this content alone
      assertThat(texts(record)).as(code).isEqualTo(expected);
    }
  }

  @Test
  void tellsTheLineThatSaysSo() throws IOException {
    int told = 0;
    for (String code : DATABASE.values("select code from hcpcs.search_document order by 1")) {
      for (String day : List.of("2008-01-15", "2026-01-01")) {
        JsonNode source = json("/codes/" + code + ".json?known_on=" + day).get("source");
        if (source.path("line").isInt()) {
          assertThat(line(source))
              .as(code + source)
              .startsWith(code.length() == 2 ? "   " + code : code);
          told++;
        }
      }
    }
    assertThat(told).isGreaterThan(100);
  }

  /** The line of the archive that the answer names. */
  private static String line(JsonNode source) throws IOException {
    Path archive = home.resolve("archive").resolve(source.get("sha256").asText());
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      String file = source.get("file").asText();
      ZipEntry entry =
          zip.stream().filter(each -> each.getName().endsWith(file)).findFirst().orElseThrow();
      String text =
          new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
      return text.lines().toList().get(source.get("line").asInt() - 1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "99213, level I, is a code of Level I (CPT)",
    "d0120, dental, is a dental code (CDT)",
    "Z9Z9Z, unknown, is unknown: no loaded edition lists it"
  })
  void judgesCodesThatNobodyListsAndHasNoAnswerAboutThem(String code, String verdict, String why) {
    HttpResponse<String> none = served.ask("/api/v1/codes/" + code);
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(read(none.body()).get("detail").asText()).contains(why);
    assertThat(json("/api/v1/check?code=" + code).get("verdict").asText()).isEqualTo(verdict);
  }

  @Test
  void checksModifiersBesideACodeAndSeveralCodes() {
    JsonNode line = json("/api/v1/check?code=S9372&on=2008-06-01&modifier=W8&modifier=ZZ");
    assertThat(line.get("verdict").asText()).isEqualTo("unknown");
    assertThat(line.get("checked").asText()).isEqualTo("ZZ");
    assertThat(line.get("modifier_verdicts").asText()).isEqualTo("W8 valid; ZZ unknown");
    assertThat(json("/api/v1/check?code=S9372&code=99213").get("items")).hasSize(2);
    assertThat(served.ask("/api/v1/check").statusCode()).isEqualTo(400);
  }

  @Test
  void checksFilesAsTheCommandDoes() {
    String lines = "code,date,modifier,note\nS9372,2008-06-01,W8,\"a,b\"\n99213,6/1/2008,,\nx,,,\n";
    Path file = home.resolve("claims.csv");
    try {
      Files.writeString(file, lines);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    HttpResponse<String> checked = served.post("/api/v1/check", "text/csv", lines);
    assertThat(checked.statusCode()).isEqualTo(200);
    assertThat(checked.body())
        .isEqualTo(program.print("--quiet", "check", file.toString(), "--format", "csv"));
    assertThat(served.post("/api/v1/check", "text/csv", "a,b\n").body())
        .contains("no column for the code")
        .doesNotContain("--columns");
    assertThat(served.post("/api/v1/check", "text/csv", "").statusCode()).isEqualTo(400);
    assertThat(served.post("/api/v1/check", "image/png", "x").statusCode()).isEqualTo(415);
  }

  @Test
  void checksJsonLines() {
    HttpResponse<String> checked =
        served.post(
            "/api/v1/check",
            "application/x-ndjson",
            """
            {"n":1.50,"code":"S9372","dos":"2008-06-01","modifiers":["W8",null],"verdict":"mine"}

            {"code":"S9372","on":"2008-06-01"}
            {"code":"S9372","dos":null}
            {"a":1}
            {"code":
            """);
    assertThat(checked.body().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(
                        "{\"n\":1.50,\"code\":\"S9372\",\"dos\":\"2008-06-01\",\"modifiers\":[\"W8\",null],\"input_verdict\":\"mine\",\"verdict\":\"valid\",")
                    .endsWith("\"modifier_verdicts\":\"W8 valid\"}"),
            line -> assertThat(line).contains("\"verdict\":\"valid\""),
            line -> assertThat(line).contains("\"verdict\":\"bad date\""),
            line -> assertThat(line).startsWith("{\"a\":1,\"verdict\":\"bad line\""),
            line -> assertThat(line).startsWith("{\"verdict\":\"bad line\""));
    assertThat(served.post("/api/v1/check", "application/json", "").body()).isEmpty();
    HttpResponse<String> array =
        served.post("/api/v1/check", "application/json", "[{\"code\":\"S9372\"}]");
    assertThat(array.statusCode()).isEqualTo(400);
    assertThat(array.body()).contains("send its objects one a line, without the brackets");
  }

  @Test
  void findsWhatTheSearchOfTheDatabaseFindsPageByPage() {
    List<String> all =
        DATABASE.values("select code from hcpcs.search_codes('per', 1000) order by place");
    assertThat(all).hasSizeGreaterThan(5);
    List<String> paged = new ArrayList<>();
    for (int offset = 0; offset < all.size() + 4; offset += 4) {
      JsonNode page = json("/api/v1/search?q=per&limit=4&offset=" + offset);
      assertThat(page.get("total").asInt()).isEqualTo(all.size());
      page.get("items").forEach(hit -> paged.add(hit.get("code").asText()));
    }
    assertThat(paged).isEqualTo(all);
    assertThat(json("/api/v1/search?q=per&limit=1").get("items").get(0).fieldNames())
        .toIterable()
        .containsExactly(
            "code", "kind", "status", "short_description", "long_description", "marked");
  }

  @Test
  void listsWhatTheCommandsList() {
    assertThat(json("/api/v1/editions").get("items"))
        .isEqualTo(read(program.print("releases", "--format", "json")));
    assertThat(json("/api/v1/changes?edition=2008-04").get("items"))
        .isEqualTo(read(program.print("changes", "--edition", "2008-04", "--format", "json")));
    for (String edition : List.of("2008-04", "2008-04.1")) {
      assertThat(served.ask("/editions/" + edition + ".csv").body())
          .isEqualTo(program.print("changes", "--edition", "2008-04", "--format", "csv"));
    }
    assertThat(served.ask("/editions/2008-04.9.csv").statusCode()).isEqualTo(404);
    assertThat(json("/api/v1/diff?from=2008-01&to=2008-04").get("items"))
        .isEqualTo(read(program.print("diff", "2008-01", "2008-04", "--format", "json")));
    assertThat(json("/api/v1/diff?from=2008-01-01&to=2008-04-01").get("items"))
        .isEqualTo(read(program.print("diff", "2008-01-01", "2008-04-01", "--format", "json")));
    assertThat(json("/api/v1/similar/S9372").get("items"))
        .isEqualTo(read(program.print("similar", "S9372", "--format", "json")));
    for (String code : DATABASE.values("select code from hcpcs.search_document")) {
      String printed = program.print("similar", code, "--limit", "100", "--format", "csv");
      assertThat(served.ask("/api/v1/similar/" + code + ".csv?limit=100").body())
          .isEqualTo(printed);
      List<Map<String, String>> similar = new ArrayList<>();
      json("/api/v1/codes/" + code).get("similar").forEach(row -> similar.add(texts(row)));
      List<Map<String, String>> all = table(printed);
      assertThat(similar).as(code).isEqualTo(all.subList(0, Math.min(10, all.size())));
    }
    for (String code : List.of("S9372", "J4801", "W1")) {
      assertThat(json("/api/v1/codes/" + code).get("similar"))
          .isEqualTo(read(program.print("similar", code, "--format", "json")));
    }
    assertThat(served.ask("/api/v1/editions.csv").body())
        .isEqualTo(served.ask("/api/v1/editions", "Accept", "text/csv").body())
        .isEqualTo(program.print("releases", "--format", "csv"));
  }

  private static List<Map<String, String>> table(String csv) {
    try (CSVParser rows =
        CSVFormat.RFC4180.builder().setHeader().get().parse(new StringReader(csv))) {
      return rows.stream().map(CSVRecord::toMap).toList();
    } catch (IOException e) {
      throw new AssertionError(csv, e);
    }
  }

  @Test
  void tellsHowFreshTheDataIs() {
    JsonNode health = json("/healthz");
    assertThat(health.get("newest_edition").asText()).isEqualTo("2008-04");
    JsonNode status = read(program.run("status", "--format", "json").out()).get(0);
    assertThat(health).isEqualTo(status);
  }

  @Test
  void answersAsNlmDoes() {
    JsonNode answer = json("/api/hcpcs/v3/search?terms=wheelch+tir");
    assertThat(answer).hasSize(4);
    JsonNode all = json("/api/hcpcs/v3/search?terms=&maxList=&ef=term_dt,obsolete:gone,is_noc");
    int codes = Integer.parseInt(DATABASE.value("select count(*) from hcpcs.search_document"));
    assertThat(all.get(0).asInt()).isEqualTo(codes);
    assertThat(all.get(1)).hasSize(codes);
    assertThat(all.get(2).fieldNames()).toIterable().containsExactly("term_dt", "gone", "is_noc");
    assertThat(texts(all.get(1)).values()).doesNotHaveDuplicates();
    JsonNode exact = json("/api/hcpcs/v3/search?terms=s9372&df=code,add_dt,term_dt&ef=long_desc:l");
    assertThat(exact.toString())
        .startsWith("[1,[\"S9372\"],{\"l\":[\"Home therapy; ")
        .endsWith(",[[\"S9372\",\"20020101\",\"\"]]]");
    assertThat(json("/api/hcpcs/v3/search?terms=&count=3&offset=2").get(1))
        .isEqualTo(slice(all.get(1), 2, 5));
    assertThat(json("/api/hcpcs/v3/search?terms=&q=code:S93*+AND+obsolete:false").get(1))
        .allSatisfy(code -> assertThat(code.asText()).startsWith("S93"));
    assertThat(json("/api/hcpcs/v3/search?terms=&edition=2008-01").get(0).asInt())
        .isEqualTo(
            Integer.parseInt(
                DATABASE.value(
                    "select count(*) from hcpcs.release_code where release_id = hcpcs.release_named('2008-01')")));
    assertThat(json("/api/hcpcs/v3/search?terms=&on=2008-02-20&known_on=2026-01-01").get(0).asInt())
        .isEqualTo(
            Integer.parseInt(
                DATABASE.value(
                    "select count(*) from hcpcs.code_as_of('2008-02-20', '2026-01-01')")));
  }

  private static JsonNode slice(JsonNode array, int from, int to) {
    List<JsonNode> all = new ArrayList<>();
    array.forEach(all::add);
    return JSON.valueToTree(all.subList(from, to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/hcpcs/v3/search",
        "/api/hcpcs/v3/search?terms=a&q=code:E1+OR+code:E2",
        "/api/hcpcs/v3/search?terms=a&df=color",
        "/api/hcpcs/v3/search?terms=a&maxList=many",
        "/api/v1/search",
        "/api/v1/search?q=a&limit=501",
        "/api/v1/search?q=a&status=dead",
        "/api/v1/codes/S9372?on=2008-02-30",
        "/api/v1/check?code=S9372&known_on=yesterday",
        "/codes/S9372?on=2008-13-01",
        "/api/v1/diff?from=2008-01&to=2008-01-01",
        "/api/v1/changes?edition=2008-02",
        "/api/v1/search?q=%00",
        "/api/v1/search?q=%ff",
        "/api/v1/%2e%2e/x",
        "/%00"
      })
  void refusesWhatItDoesNotUnderstandInASentence(String path) {
    HttpResponse<String> response = served.ask(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(read(response.body()).get("detail").asText()).hasSizeGreaterThan(20);
    assertThat(response.body()).doesNotContain("Exception").doesNotContain("at org.");
  }

  @Test
  void marksEachStateAndSendsNothingTwice() {
    for (String path :
        List.of("/api/v1/editions", "/api/v1/check?code=S9372", "/codes/S9336.json")) {
      HttpResponse<String> first = served.ask(path, "Accept", "application/json");
      String mark = first.headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> second =
          served.ask(path, "Accept", "application/json", "If-None-Match", mark);
      assertThat(second.statusCode()).as(path).isEqualTo(304);
      assertThat(second.body()).isEmpty();
      assertThat(second.headers().firstValue("ETag")).contains(mark);
      assertThat(first.headers().firstValue("Vary")).contains("Accept, Accept-Encoding");
    }
    assertThat(served.ask("/api/v1/check?code=S9372").headers().firstValue("Cache-Control"))
        .contains("no-cache");
    assertThat(
            served
                .ask("/api/v1/check?code=S9372&on=2008-01-01&known_on=2009-01-01")
                .headers()
                .firstValue("Cache-Control"))
        .contains("public, max-age=3600");
  }

  @Test
  void packsWhatIsLongForWhoUnpacksIt() throws IOException, InterruptedException {
    HttpResponse<byte[]> packed =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(served.address().resolve("/api/v1/codes/S9372"))
                    .header("Accept-Encoding", "gzip")
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(served.ask("/api/v1/codes/S9372").body());
    }
  }

  @Test
  void letsOtherOriginsReadWhatIsOfCmsAlone() {
    String any = "Access-Control-Allow-Origin";
    for (String path :
        List.of(
            "/api/v1/editions", "/api/v1/codes/S9372", "/api/v1/check?code=A1", "/api/v1/search")) {
      assertThat(served.ask(path).headers().firstValue(any)).as(path).contains("*");
    }
    assertThat(served.ask("/api/v1/codes/S9336").body()).contains("P-1");
    assertThat(served.ask("/api/v1/codes/S9336").headers().firstValue(any)).isEmpty();
    HttpResponse<String> asked =
        served.send(
            HttpRequest.newBuilder(served.address().resolve("/api/v1/check"))
                .header("Origin", "http://example.com")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertThat(asked.statusCode()).isEqualTo(204);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Methods"))
        .contains("GET, HEAD, OPTIONS, POST");
  }

  @Test
  void answersFromWhatIsPublishedNow() throws IOException {
    String page = "/api/v1/codes/S9379";
    HttpResponse<String> before = served.ask(page);
    Path policies =
        Files.writeString(
            home.resolve("more.csv"), "code,source,identifier,title\nS9379,Other,O-1,New\n");
    program.print("policies", "load", policies.toString());
    assertThat(before.body()).doesNotContain("O-1");
    assertThat(served.ask(page).body()).contains("O-1");
    String mark = before.headers().firstValue("ETag").orElseThrow();
    assertThat(served.ask(page, "If-None-Match", mark).statusCode()).isEqualTo(200);
    program.print("rollback", "2008-04");
    try {
      assertThat(json("/api/v1/editions").get("items")).hasSize(1);
      assertThat(json("/api/v1/check?code=A3126").get("verdict").asText()).isEqualTo("unknown");
      assertThat(json("/api/hcpcs/v3/search?terms=a3126").get(0).asInt()).isZero();
      assertThat(served.ask("/api/v1/codes/A3126").statusCode()).isEqualTo(404);
    } finally {
      program.print("load", "--quiet", "input");
    }
    assertThat(json("/api/v1/check?code=A3126").get("verdict").asText()).isEqualTo("valid");
    assertThat(json("/api/v1/codes/A3126").get("edition").asText()).isEqualTo("2008-04");
  }

  /** Of views and functions that are made anew under it a question sees those before, or after. */
  @Test
  void answersBesideAMigration() throws Exception {
    List<String> paths =
        List.of(
            "/codes/S9372",
            "/api/v1/codes/S9379?on=2008-01-01",
            "/api/v1/check?code=S9372",
            "/api/v1/search?q=per",
            "/api/v1/similar/S9372",
            "/api/hcpcs/v3/search?terms=per",
            "/editions/2008-04",
            "/healthz");
    List<String> before = bodies(paths);
    Set<Integer> statuses = new TreeSet<>();
    AtomicBoolean isOver = new AtomicBoolean();
    Thread asking =
        new Thread(
            () -> {
              for (int i = 0; !isOver.get(); i++) { // other parameters, so that no answer is kept
                String path = paths.get(i % paths.size());
                statuses.add(served.ask(path + (path.contains("?") ? "&" : "?") + i).statusCode());
              }
            });
    asking.start();
    try {
      DATABASE.execute(
          "update hcpcs_load.schema_state set fingerprint = 'older', generation = generation - 1;"
              + " update hcpcs_load.flyway_schema_history set checksum = 7 where version is null");
      assertThat(program.print("db", "migrate")).contains("brought up to date");
    } finally {
      isOver.set(true);
      asking.join();
    }
    assertThat(statuses).contains(200).isSubsetOf(200, 503);
    assertThat(bodies(paths)).isEqualTo(before);
    DATABASE.execute("update hcpcs_load.schema_state set generation = generation + 1");
    try {
      assertThat(bodies(paths.subList(0, 6))).isEqualTo(before.subList(0, 6));
    } finally {
      DATABASE.execute("update hcpcs_load.schema_state set generation = generation - 1");
    }
  }

  /** More wait for what is locked than there are threads; who asks whether it is well, does not. */
  @Test
  void saysWhetherItIsWellWithinASecondWhileManyWait() throws SQLException {
    String path = "/api/v1/check?code=S9372";
    HttpClient client = HttpClient.newHttpClient();
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table hcpcs_load.schema_state in access exclusive mode");
      for (int i = 0; i < 80; i++) {
        HttpRequest request = HttpRequest.newBuilder(served.address().resolve(path)).build();
        waiting.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
      }
      HttpRequest.Builder health =
          HttpRequest.newBuilder(served.address().resolve("/healthz"))
              .timeout(Duration.ofSeconds(2)); // one, and what a machine that is busy adds
      HttpResponse<String> answer = served.send(health);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
    for (CompletableFuture<HttpResponse<String>> each : waiting) {
      assertThat(each.join().statusCode()).isEqualTo(200);
    }
    assertThat(served.ask("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void keepsNothingBetweenTwoFilesOfAMigration() {
    List<String> paths =
        List.of(
            "/api/v1/codes/S9372", "/api/v1/check?code=S9372", "/api/hcpcs/v3/search?terms=per");
    String state = "update hcpcs_load.schema_state set fingerprint = '%s'";
    String fingerprint = DATABASE.value("select fingerprint from hcpcs_load.schema_state");
    List<String> before = bodies(paths);
    DATABASE.execute("create table hcpcs_load.put_by as table hcpcs.code_history");
    DATABASE.execute(state.formatted(""));
    try {
      assertThat(bodies(paths)).isEqualTo(before);
      DATABASE.execute("delete from hcpcs.code_history");
      assertThat(bodies(paths)).doesNotContainAnyElementsOf(before);
    } finally {
      DATABASE.execute(
          "insert into hcpcs.code_history table hcpcs_load.put_by; drop table hcpcs_load.put_by");
      DATABASE.execute(state.formatted(fingerprint));
    }
    assertThat(bodies(paths)).isEqualTo(before);
  }

  private static List<String> bodies(List<String> paths) {
    return paths.stream().map(path -> served.ask(path).body()).toList();
  }

  @Test
  void answersHeadAndRefusesOtherMethods() {
    HttpRequest.Builder head =
        HttpRequest.newBuilder(served.address().resolve("/api/v1/editions"))
            .method("HEAD", HttpRequest.BodyPublishers.noBody());
    HttpResponse<String> answer = served.send(head);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("Content-Length"))
        .contains("" + served.ask("/api/v1/editions").body().length());
    HttpResponse<String> refused =
        served.send(HttpRequest.newBuilder(served.address().resolve("/api/v1/editions")).DELETE());
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
  }

  @Test
  void describesEveryAddressOfTheApi() {
    JsonNode described = json("/api/v1/openapi.json");
    assertThat(described.get("openapi").asText()).isEqualTo("3.1.0");
    TreeSet<String> names = new TreeSet<>();
    for (Iterator<String> paths = described.get("paths").fieldNames(); paths.hasNext(); ) {
      String path = paths.next();
      names.add(path);
      if (described.get("paths").get(path).has("get")) {
        JsonNode operation = described.get("paths").get(path).get("get");
        String asked = example(path, operation, described);
        if (path.startsWith("/api/v1/") && !path.endsWith("openapi.json")) {
          HttpResponse<String> other = served.ask(asked + "onn=2008-02-29");
          assertThat(other.statusCode()).as(asked).isEqualTo(400);
          assertThat(other.body())
              .contains(
                  "onn: no parameter of this address, which takes "
                      + String.join(", ", parameters(operation, described)));
        }
        JsonNode promised = operation.get("responses").get("200");
        for (Map.Entry<String, JsonNode> form : promised.get("content").properties()) {
          HttpResponse<String> answer = served.ask(asked, "Accept", form.getKey());
          assertThat(answer.statusCode()).as(asked + answer.body()).isEqualTo(200);
          assertThat(answer.headers().firstValue("Content-Type").orElse(""))
              .as(asked)
              .startsWith(form.getKey());
          assertThat(answer.headers().firstValue("ETag").isPresent())
              .as(asked)
              .isEqualTo(promised.has("headers"));
          if (form.getKey().equals("application/json")) {
            assertThat(faults(answer.body(), form.getValue().get("schema"), described))
                .as(asked)
                .isEmpty();
          }
        }
      }
    }
    assertThat(names)
        .contains(
            "/api/v1/codes/{code}",
            "/api/v1/check",
            "/api/v1/search",
            "/api/v1/similar/{code}",
            "/api/v1/changes",
            "/api/v1/diff",
            "/api/v1/editions",
            "/editions",
            "/editions/{edition}",
            "/compare",
            "/dictionary",
            "/api/v1/openapi.json",
            "/api/hcpcs/v3/search",
            "/healthz");
  }

  /** The names of the parameters behind the question mark, the two days among them. */
  private static Set<String> parameters(JsonNode operation, JsonNode described) {
    TreeSet<String> names = new TreeSet<>(List.of("known_on", "on"));
    for (JsonNode each : operation.withArray("parameters")) {
      JsonNode parameter =
          each.has("$ref") ? described.at(each.get("$ref").asText().replaceFirst("^#", "")) : each;
      if (parameter.get("in").asText().equals("query")) {
        names.add(parameter.get("name").asText());
      }
    }
    return names;
  }

  /** What the schema of an answer has against it. */
  private static List<?> faults(String answer, JsonNode schema, JsonNode described) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", described.get("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(whole.toString())
        .validate(answer, InputFormat.JSON);
  }

  /** The path with what it cannot do without. */
  private static String example(String path, JsonNode operation, JsonNode described) {
    StringBuilder query = new StringBuilder("?");
    for (JsonNode each : operation.withArray("parameters")) {
      JsonNode parameter =
          each.has("$ref") ? described.at(each.get("$ref").asText().replaceFirst("^#", "")) : each;
      if (parameter.get("in").asText().equals("query") && parameter.path("required").asBoolean()) {
        String name = parameter.get("name").asText();
        String value =
            name.equals("from")
                ? "2008-01"
                : name.equals("to") ? "2008-04" : parameter.get("example").asText();
        query.append(name).append('=').append(value).append('&');
      }
    }
    return path.replace("{code}", "S9372").replace("{edition}", "2008-04") + query;
  }

  @Test
  void answersTheReceiptThatProveWrites() {
    String asked = "/api/v1/codes/s9372/proof?on=2008-05-01&known_on=2020-01-01&modifier=NU";
    HttpResponse<String> answer = served.ask(asked);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("application/json");
    ReceiptSchema.check(answer.body().getBytes(StandardCharsets.UTF_8));
    assertThat(answer.body())
        .isEqualTo(
            program.print(
                "prove",
                "S9372",
                "--on",
                "2008-05-01",
                "--known-on",
                "2020-01-01",
                "--modifier",
                "NU"));
    assertThat(served.ask("/api/v1/codes/99213/proof").statusCode()).isEqualTo(200);
    assertThat(served.ask("/api/v1/codes/S9372/proof?on=never").statusCode()).isEqualTo(400);
  }

  @Test
  void explainsAReceiptOnAPage() {
    HttpResponse<String> page =
        served.ask("/codes/S9372/proof?on=2008-05-01&known_on=2020-01-01", "Accept", "text/html");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains(
            "Asked was whether S9372 was valid on 2008-05-01, going by what CMS had published by 2020-01-01.",
            "Edition 2008-01, revision 1",
            "a name or time stamp inside the archive tells it",
            "Lists S9372 in line",
            "<mark>S9372</mark>",
            "added date (269-276)",
            "href=\"../../codes/S9372/proof.json?on=2008-05-01&amp;known_on=2020-01-01\"");
    assertThat(served.ask("/codes/S9372/proof.json?on=2008-05-01&known_on=2020-01-01").body())
        .startsWith("{\n  \"format\" : \"openhcpcs-receipt/1");
  }

  @Test
  void staysUpInBadCompany() throws IOException {
    Stream<String> requests =
        Stream.of(
            "GET /api/v1/search?q=" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(100_000) + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: <script>\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
            "\u0016\u0003\u0001 no HTTP at all\r\n\r\n",
            "POST /api/v1/check HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\ncode,date\r\n",
            "POST /api/v1/check HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n{}\n",
            "GET /api/v1/editions HTTP/1.1\r\nHost: x\r\nAccept: "
                + "*/*;q=x,".repeat(1000)
                + "\r\nConnection: close\r\n\r\n");
    requests.forEach(
        request -> {
          String answer = raw(request);
          assertThat(answer)
              .as(request.substring(0, Math.min(60, request.length())))
              .startsWith("HTTP/1.1 ")
              .doesNotContain("Exception")
              .doesNotContain("<script>")
              .doesNotContain("at org.");
          assertThat(answer).containsPattern("^HTTP/1.1 (200|4\\d\\d) ");
        });
    assertThat(
            raw(
                "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .containsPattern("(?s)HTTP/1.1 200 .*HTTP/1.1 200 ");
    assertThat(json("/api/v1/editions").get("items")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.", "1,111", "'s", "w/", "((a+)+)+$", "a*", "-a1", "%5C", "a b "})
  void letsNoExpressionExplode(String piece) {
    String words = piece.replace("+", "%2B").replace(" ", "%20").repeat(60);
    for (String path :
        List.of(
            "/api/v1/search?q=" + words + "!",
            "/api/hcpcs/v3/search?terms=" + words + "!",
            "/api/hcpcs/v3/search?terms=a&q=code:" + words + "!",
            "/codes/" + words.replace("/", "%2F").replace("%5C", "x") + "!")) {
      long begin = System.nanoTime();
      assertThat(served.ask(path.replace("^", "%5E")).statusCode()).isIn(200, 303, 400, 404);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void answersOthersWhileTwoHundredConnectionsSendAByteAtATime() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Socket socket = new Socket(served.address().getHost(), served.address().getPort());
        slow.add(socket);
        String begun =
            i % 2 == 0
                ? "GET /api/v1/editions HTTP/1.1\r\nHost: x\r\nX: a"
                : "POST /api/v1/check HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: 9999\r\n\r\ncode,";
        write(socket, begun);
      }
      for (int i = 0; i < 5; i++) {
        for (Socket each : slow) {
          write(each, "a");
        }
        assertThat(served.ask("/api/v1/check?code=S9372").statusCode()).isEqualTo(200);
        assertThat(served.ask("/codes/S9372").statusCode()).isEqualTo(200);
      }
    } finally {
      for (Socket each : slow) {
        each.close();
      }
    }
  }

  /** All of them wait without a thread, so that who asks whether the server is well need not. */
  @Test
  void isWellWhileTwoThousandSearchAtOnce() throws IOException {
    List<Socket> all = new ArrayList<>();
    try {
      for (int i = 0; i < 2000; i++) {
        Socket socket = new Socket(served.address().getHost(), served.address().getPort());
        all.add(socket);
        String path =
            i % 2 == 0 ? "/api/v1/search?q=per&limit=" : "/api/hcpcs/v3/search?terms=a&count=";
        write(
            socket,
            "GET " + path + (1 + i / 4) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      }
      long begin = System.nanoTime();
      assertThat(served.ask("/healthz").statusCode()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
      int answered = 0;
      for (Socket each : all) {
        String answer = new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        answered += answer.startsWith("HTTP/1.1 200 ") ? 1 : 0;
        assertThat(answer).containsPattern("^HTTP/1.1 (200 |503 (?s:.*)Retry-After: )");
      }
      assertThat(answered).isGreaterThan(1000);
    } finally {
      for (Socket each : all) {
        each.close();
      }
    }
  }

  private static void write(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      assertThat(e).hasMessageMatching("(?i).*(pipe|reset|closed|abort).*"); // it was sent away
    }
  }

  private static String raw(String request) {
    URI address = served.address();
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "HTTP/1.1 499 closed: " + e.getMessage(); // it was cut off while it was sent
    }
  }

  @Test
  void refusesALoginThatOwnsTheDatabase() {
    TestProgram.Result result =
        program.withEnvironment(Map.of("HCPCS_READER_DB_URL", "")).run("serve", "--port", "0");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("is a superuser or owns the database, and serve takes none that can");
  }

  @Test
  void tellsAPortThatIsInUse() {
    TestProgram.Result result =
        program.run("serve", "--port", Integer.toString(served.address().getPort()));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).hasLineCount(1).contains(":" + served.address().getPort() + ": ");
    assertThat(result.out()).isEmpty();
    assertThat(program.run("serve", "--bind", "256.1.1.1", "--port", "0").err())
        .isEqualTo(
            "hcpcs: 256.1.1.1:0: cannot be listened on: it is no address; name another with --port, or with --bind\n");
  }
}
