package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.commons.csv.CSVFormat;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.database.Query;
import org.openhcpcs.database.ReadPool;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.web.api.Memory;
import org.openhcpcs.web.http.Parameters;
import org.openhcpcs.web.http.Router;
import org.openhcpcs.web.http.WebAnswer;
import org.openhcpcs.web.http.WebRequest;
import org.openhcpcs.web.page.Rehearsal;

/** What the pages say, without a browser. */
class PagesIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static TestDatabase database;
  private static TestSite site;

  @BeforeAll
  static void serveTheSample() throws IOException {
    database = LoadedSample.database();
    LoadedSample.home(folder.resolve("home"));
    site = new TestSite(TestProgram.with(database, folder.resolve("home")));
  }

  @AfterAll
  static void end() {
    site.close();
  }

  private static Document page(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = site.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return Jsoup.parse(answer.body(), site.url() + path);
  }

  private static JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(site.get(path).body());
  }

  @Test
  void hasNoLinkThatLeadsNowhere() throws Exception {
    Deque<String> waiting = new ArrayDeque<>(List.of("", "codes/Q3601", "codes/S7403", "help"));
    Set<String> seen = new HashSet<>(waiting);
    for (int visited = 0; !waiting.isEmpty() && visited < 150; visited++) {
      String path = waiting.remove();
      HttpResponse<String> answer = site.get(path);
      assertThat(answer.statusCode())
          .as(path)
          .isIn(200, path.startsWith("codes/") ? 404 : 200); // a code that is listed nowhere
      Document html = Jsoup.parse(answer.body(), site.url() + path);
      for (Element link :
          html.select("main a[href], header a[href], footer a[href], link[href], script[src]")) {
        String url = link.hasAttr("src") ? link.absUrl("src") : link.absUrl("href");
        String target = url.replaceFirst("[?#].*", "");
        if (target.startsWith(site.url()) && seen.add(target.substring(site.url().length()))) {
          waiting.add(target.substring(site.url().length()));
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "2008-02-01, 2008-02-01",
    "2003-06-01, 2008-12-31",
    "2008-04-15, 2007-12-01"
  })
  void sayOfEachCodeWhatTheApiSays(String on, String knownOn) throws Exception {
    String dates = on.isEmpty() ? "" : "?on=" + on + "&known_on=" + knownOn;
    for (String code : database.values("select code from hcpcs.search_document order by 1")) {
      Document page = page("codes/" + code + dates);
      JsonNode api = json("codes/" + code + ".json" + dates);
      assertThat(page.select(".answer .verdict").text())
          .as(code)
          .endsWith(api.get("verdict").asText());
      assertThat(page.select(".answer .reason").text())
          .as(code)
          .isEqualTo(": " + api.get("reason").asText());
      assertThat(page.select(".time a")).as(code).hasSize(api.get("timeline").size());
      if (!api.get("record").isEmpty()) {
        assertThat(page.select("#fields .value").eachText())
            .as(code)
            .contains(api.get("record").get("added_date").asText());
        assertThat(page.select("h1 .long").text())
            .as(code)
            .isEqualTo(
                api.get("record").get("long_description").asText().replaceAll("\\s+", " ").strip());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2008-02-15, 2008-01-31", "2010-06-01, 2030-01-01"})
  void drawOfEachCodeTheTimeLineOfTheDatabase(String on, String knownOn) throws Exception {
    for (String code : database.values("select code from hcpcs.search_document order by 1")) {
      Document page = page("codes/" + code + "?on=" + on + "&known_on=" + knownOn);
      List<List<String>> spans = new ArrayList<>();
      for (Element row : page.select("table.spans tbody tr")) {
        List<String> cells =
            new ArrayList<>(row.select("th, td").stream().map(Element::text).toList());
        cells.set(2, cells.get(2).replaceFirst("^\\S+ ", "")); // the sign
        spans.add(cells);
      }
      assertThat(spans)
          .as(code)
          .isEqualTo(
              database.rows(
                  """
                  select case when isfinite(v.valid_from) then v.valid_from::text else 'any day' end,
                    case when isfinite(v.valid_to) then (v.valid_to - 1)::text else '' end, v.verdict, v.meaning,
                    r.short_description, v.reason
                  from hcpcs.code_validity(?::date) v
                  join hcpcs.code_record r using (record_id)
                  where v.code = ?
                  order by v.valid_from
                  """,
                  knownOn,
                  code));
      assertThat(page.select(".time circle.listed title").eachText())
          .as(code)
          .isEqualTo(
              database.values(
                  """
                  select distinct e.edition || ' lists it'
                  from hcpcs.release e
                  join hcpcs.record_release l using (release_id)
                  join hcpcs.code_record r using (record_id)
                  where r.code = ? and e.is_current_revision and e.published_on <= ?::date
                  order by 1
                  """,
                  code,
                  knownOn));
    }
  }

  @Test
  void nameTheCodesThatReferToACode() throws Exception {
    List<List<String>> references =
        database.rows(
            """
            select x.target, string_agg(d.code, ' ' order by d.code)
            from hcpcs.search_document d
            join hcpcs.code_record r using (record_id)
            cross join lateral (
              select distinct t as target
              from unnest(array[r.cross_reference_1, r.cross_reference_2, r.cross_reference_3, r.cross_reference_4, r.cross_reference_5]) t) x
            where x.target <> d.code and exists (select from hcpcs.search_document o where o.code = x.target)
            group by 1
            """);
    assertThat(references).isNotEmpty();
    for (List<String> reference : references) {
      assertThat(
              page("codes/" + reference.get(0))
                  .select("#beside h3:contains(Refers to it) + ul a")
                  .eachText())
          .containsExactly(reference.get(1).split(" "));
    }
  }

  @Test
  void areMadeBeforeAnybodyAsksButNotWhileSomebodyDoes() {
    List<String> made = new CopyOnWriteArrayList<>();
    AtomicInteger looks = new AtomicInteger();
    AtomicBoolean isIdle = new AtomicBoolean();
    try (ReadPool pool =
        new ReadPool(database.open(), 2, Duration.ofSeconds(9), Duration.ofSeconds(9))) {
      Router router = new Router(pool, "1", defect -> made.add(defect.toString()));
      try (Rehearsal rehearsal =
          Rehearsal.begun(
              router,
              new Memory(pool),
              () -> {
                looks.incrementAndGet();
                return isIdle.get();
              },
              path -> made.add(path.substring("/codes/".length())))) {
        until(() -> looks.get() > 1);
        assertThat(rehearsal).isNotNull();
        assertThat(made).isEmpty();
        isIdle.set(true);
        List<String> all = database.values("select code from hcpcs.search_document");
        until(() -> made.size() == Math.min(400, all.size()));
        assertThat(all).containsAll(made);
      }
    }
  }

  @Test
  void waitForAViewThatIsGoneForAMoment() {
    AtomicInteger tries = new AtomicInteger();
    try (ReadPool pool =
        new ReadPool(database.open(), 1, Duration.ofSeconds(9), Duration.ofSeconds(9))) {
      String view = "hcpcs.gone";
      ResultRows found =
          pool.read(
              opened -> {
                String from = tries.incrementAndGet() < 3 ? view : "hcpcs.release";
                return ResultRows.of(opened, Query.of("select 1 from " + from + " limit 1"));
              });
      assertThat(found.rows()).containsExactly(List.of("1"));
      assertThatThrownBy(
              () -> pool.read(opened -> ResultRows.of(opened, Query.of("table " + view))))
          .hasMessage("the database is being changed; ask again in a few seconds");
    }
  }

  @Test
  void ofAnotherBuildAreNotTakenForThoseThatABrowserHas() {
    try (ReadPool pool =
        new ReadPool(database.open(), 1, Duration.ofSeconds(9), Duration.ofSeconds(9))) {
      assertThat(mark(pool, "1 of noon")).isNotEqualTo("none").isEqualTo(mark(pool, "1 of noon"));
      assertThat(mark(pool, "1 of noon")).isNotEqualTo(mark(pool, "1 of midnight"));
    }
  }

  private static String mark(ReadPool pool, String build) {
    Router router = new Router(pool, build, defect -> {});
    router.route("/page").html((question, any) -> WebAnswer.html(""));
    return router
        .answer(
            new WebRequest(
                "GET",
                "/page",
                new Parameters(Map.of()),
                header -> Optional.empty(),
                InputStream.nullInputStream()),
            Runnable::run)
        .join()
        .headers()
        .getOrDefault("ETag", "none");
  }

  private static void until(BooleanSupplier condition) {
    for (int i = 0; i < 2000 && !condition.getAsBoolean(); i++) {
      LockSupport.parkNanos(5_000_000);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "search, q=bed",
    "search, status=terminated&sort=-code",
    "sections/A, ''",
    "modifiers, limit=5",
    "values/coverage/C, page=1"
  })
  void giveTheRowsOfAListAsCsvAndAsJson(String path, String query) throws Exception {
    List<String> shown = page(path + "?" + query).select(".listing tbody th").eachText();
    List<String> csv = new ArrayList<>();
    site.get(path + ".csv?" + query)
        .body()
        .lines()
        .skip(1)
        .forEach(line -> csv.add(line.replaceFirst(",.*", "")));
    List<String> items = new ArrayList<>();
    json(path + ".json?" + query)
        .get("items")
        .forEach(item -> items.add(item.get("code").asText()));
    assertThat(shown).isNotEmpty().isEqualTo(csv).isEqualTo(items);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "editions?",
        "editions/2008-04?",
        "compare?",
        "compare?from=2008-01&to=2008-04&code=q3601",
        "dictionary?"
      })
  void giveTheirTablesToProgramsToo(String address) throws Exception {
    JsonNode items = json(address.replace("?", ".json?")).get("items");
    assertThat(items).isNotEmpty();
    assertThat(
            CSVFormat.RFC4180.parse(
                new StringReader(site.get(address.replace("?", ".csv?")).body())))
        .hasSize(items.size() + 1);
    if (address.endsWith("q3601")) {
      assertThat(items)
          .allSatisfy(item -> assertThat(item.get("code").asText()).isEqualTo("Q3601"));
    }
  }

  @Test
  void sayBesideTheTextOfACodeWhatElseItMeantOnTheDay() throws Exception {
    JsonNode item = json("search.json?q=pelvorastim&on=2003-05-05").get("items").get(0);
    assertThat(item.get("verdict").asText()).isEqualTo("valid");
    assertThat(item.get("meant").asText()).isEqualTo("Bird flu contact sample kit");
    assertThat(site.get("search?q=pelvorastim&on=2003-05-05").body())
        .contains("it meant then: Bird flu contact sample kit");
    assertThat(json("search.json?q=pelvorastim").get("items").get(0).get("meant").isNull())
        .isTrue();
  }

  @Test
  void countTheCodesOfAValueAsItsListDoesAndSayThatEndedOnesAreAmongThem() throws Exception {
    Document values = Jsoup.parse(site.get("values/betos").body());
    assertThat(values.select("main p").text()).contains("ended ones included");
    assertThat(values.select("tr:has(a:containsOwn(O1E)) .number").text())
        .isEqualTo(json("values/betos/O1E.json").get("total").asText());
  }

  @Test
  void countWhatIsBehindEachFacet() throws Exception {
    Document all = page("search?kind=procedure");
    assertThat(all.select(".facets li")).isNotEmpty();
    for (Element choice : all.select(".facets li:not(:has(.chosen))")) {
      String link = choice.select("a").attr("abs:href").substring(site.url().length());
      assertThat(page(link).select("p.count").text())
          .as(link)
          .startsWith(choice.select(".count").text() + " code");
    }
  }

  @Test
  void showAtOnceWhatASiteSaysOfACode() throws Exception {
    assertThat(page("codes/A3120").select("#beside").text()).doesNotContain("LCD-7");
    database.execute(
        "insert into hcpcs.policy values ('A3120', 'Payer', 'LCD-7', 'Beds', null, null)");
    assertThat(page("codes/A3120").select("#beside").text()).contains("LCD-7");
    database.execute("update hcpcs.policy set title = 'Chairs' where code = 'A3120'");
    assertThat(page("codes/A3120").select("#beside").text()).contains("LCD-7 Chairs");
    database.execute("delete from hcpcs.policy where code = 'A3120'");
    assertThat(page("codes/A3120").select("#beside").text()).doesNotContain("LCD-7");
  }

  @ParameterizedTest
  @CsvSource({
    "99213, A Level I code (CPT)",
    "D0120, A dental code (CDT)",
    "Z9999, No loaded edition lists this code"
  })
  void sayWhatACodeIsThatIsNotThere(String code, String words) throws Exception {
    HttpResponse<String> answer = site.get("codes/" + code);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Jsoup.parse(answer.body()).select(".alert").text()).startsWith(words);
  }

  @Test
  void findACodeHoweverItIsWritten() throws Exception {
    HttpResponse<String> answer = site.get("codes/a3120?on=2008-02-01");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains("../codes/A3120?on=2008-02-01");
  }

  @ParameterizedTest
  @CsvSource({
    "codes/A3120?on=yesterday",
    "search?page=-1",
    "search?sort=colour",
    "compare?from=2008-01&to=2008-02-01"
  })
  void sayWhatIsWrongWithAnAddress(String path) throws Exception {
    HttpResponse<String> answer = site.get(path);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Jsoup.parse(answer.body()).select(".alert").text()).isNotEmpty();
  }

  @Test
  void compareTwoEditionsAsDiffDoes() throws Exception {
    Document page = page("compare?from=2008-01&to=2008-04");
    long differences =
        database.rows("select 1 from hcpcs.diff_editions('2008-01', '2008-04')").size();
    assertThat(page.select("p.count").text()).isEqualTo(differences + " differences");
    assertThat(page.select(".differences tbody tr")).hasSize((int) Math.min(200, differences));
    assertThat(
            page("compare?from=2008-01&to=2008-04&code=w3")
                .select(".differences tbody th a")
                .eachText())
        .containsOnly("W3");
  }
}
