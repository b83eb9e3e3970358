package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.openhcpcs.database.TestDatabase;

/** The code browser in a real Chromium, where one is installed, as people use it. */
class BrowserIT {

  /** A page of each kind. */
  private static final List<String> PAGES =
      List.of(
          "",
          "search?q=bed",
          "search?q=nothing-is-like-that",
          "codes/A3120",
          "codes/Q3601?on=2008-02-01&known_on=2008-02-02",
          "codes/S7403",
          "codes/99213",
          "codes/W8",
          "codes/A3120/proof?known_on=2008-01-31",
          "codes/Q3601/proof?known_on=2008-01-31&modifier=NU&modifier=W8",
          "sections/A",
          "modifiers",
          "values/coverage",
          "values/coverage/C",
          "editions",
          "editions/2008-04",
          "compare",
          "dictionary",
          "help",
          "nowhere");

  /**
   * Leaves two of the rows, items and sections that differ in nothing but what they say: axe would
   * take longer for the others than for all else. A text of one letter is another kind, because no
   * contrast is asked of it.
   */
  private static final String TWO_OF_A_KIND =
      """
      for (const each of ['tbody tr', 'li', 'section']) {
        const count = {};
        document.querySelectorAll(each).forEach(e => {
          const kind = e.outerHTML
            .replace(/ (href|id|title|for|name|value|datetime|aria-label|aria-labelledby)="[^"]+"/g, ' $1')
            .replace(/>[^<]+/g, text => '>' + 'x'.repeat(Math.min(text.trim().length - 1, 2)));
          count[kind] = (count[kind] ?? 0) + 1;
          if (count[kind] > 2) e.remove();
        });
      }
      """;

  private static final String HOSTILE =
      "</td></script><script>alert(1)</script><b onclick=alert(2)>bold</b> <!-- \"quoted\"";

  @TempDir private static Path folder;
  private static TestSite site;
  private static Chromium browser;
  private static String axe = "";

  @BeforeAll
  static void openABrowser() throws IOException, InterruptedException {
    assumeTrue(Chromium.installed().isPresent(), "no Chromium is installed");
    TestDatabase database = LoadedSample.database();
    database.execute(
        "insert into hcpcs.policy values ('A3120', 'Payer', 'P-1', 'Beds', 'https://payer.example/p-1', '2008-01-01')");
    database.execute(
        "insert into hcpcs.code_note values ('A3120', 'Use', 'A *note* with a [link](https://payer.example/)', 'Desk', '2008-02-01', 'notes.md', 1)");
    database.execute(
        "insert into hcpcs.policy values ('A3126', '%1$s', '%1$s', '%1$s', 'https://payer.example/?\"><b>', null)"
            .formatted(HOSTILE));
    database.execute(
        "insert into hcpcs.code_note values ('A3126', '%1$s', '*so* ![seen](https://else.example/x.png) [go](javascript:alert(1))' || repeat(chr(10), 2) || '%1$s', '%1$s', null, 'x.md', 1)"
            .formatted(HOSTILE));
    database.execute(
        "update hcpcs.code_record set short_description = '%1$s', long_description = '%1$s' where code = 'A3126'"
            .formatted(HOSTILE));
    database.execute( // the receipts below need the archive of the other one
        "update hcpcs.release set archive_name = '%s' where edition = '2008-04'"
            .formatted(HOSTILE));
    database.execute("update hcpcs.finding set message = '%1$s', file = '%1$s'".formatted(HOSTILE));
    LoadedSample.home(folder.resolve("home"));
    site = new TestSite(TestProgram.with(database, folder.resolve("home")));
    browser = new Chromium();
    try (InputStream in = BrowserIT.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @AfterAll
  static void closeIt() {
    if (browser != null) {
      browser.close();
    }
    if (site != null) {
      site.close();
    }
  }

  @BeforeEach
  void runScripts() {
    browser.scripts(true);
    browser.prefer("light");
    browser.forget();
  }

  private static String text(String selector) {
    return browser.value(
        "[...document.querySelectorAll('"
            + selector
            + "')].map(e => e.textContent.trim().replace(/\\s+/g, ' ')).join(' | ')");
  }

  @ParameterizedTest
  @CsvSource({"A3120, valid", "S7403, terminated", "Q3601, valid"})
  void leadsFromTheKeyboardToACode(String code, String verdict) throws InterruptedException {
    browser.open(site.url());
    browser.press("/");
    assertThat(browser.value("document.activeElement.id")).isEqualTo("q");
    browser.type(code.toLowerCase(Locale.ROOT));
    browser.until("document.querySelectorAll('[role=option]').length === 1");
    assertThat(text("form [role=status]")).startsWith("1 code;");
    browser.press("ArrowDown");
    assertThat(
            browser.value(
                "document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).textContent"))
        .startsWith(code);
    browser.pressAndWait("Enter");
    isThePageOf(code, verdict);
  }

  private static void isThePageOf(String code, String verdict) throws InterruptedException {
    browser.until(
        "location.pathname === '/codes/" + code + "' && document.readyState === 'complete'");
    assertThat(text("h1 .hero")).isEqualTo(code);
    assertThat(text(".answer .verdict")).endsWith(verdict);
    if (code.equals("Q3601")) {
      assertThat(text(".meanings li")).contains("meaning 1", "meaning 2");
      assertThat(
              browser.value(
                  "document.querySelector('.meanings').compareDocumentPosition(document.querySelector('h2')) === Node.DOCUMENT_POSITION_FOLLOWING"))
          .as("both meanings come before all else")
          .isEqualTo("true");
    }
    saysNothing();
  }

  /** No word on the console, and no other host was asked. */
  private static void saysNothing() {
    assertThat(browser.complaints()).isEmpty();
    asksNoOtherHost();
  }

  private static void asksNoOtherHost() {
    assertThat(browser.requests())
        .allMatch(
            url ->
                url.startsWith(site.url()) || url.startsWith("data:") || url.startsWith("about:"));
  }

  @ParameterizedTest
  @CsvSource({"A3120, valid", "S7403, terminated", "Q3601, valid"})
  void leadsThereWithoutScriptsToo(String code, String verdict) throws InterruptedException {
    browser.scripts(false);
    browser.open(site.url());
    tabTo("document.activeElement.id === 'q'");
    browser.type(code);
    browser.pressAndWait("Enter");
    assertThat(text("h1")).contains(code);
    tabTo("document.activeElement.matches('.listing tbody th a')");
    browser.pressAndWait("Enter");
    isThePageOf(code, verdict);
  }

  private static void tabTo(String wanted) {
    for (int i = 0; i < 60 && !browser.value(wanted).equals("true"); i++) {
      browser.press("Tab");
    }
    assertThat(browser.value(wanted)).as(wanted).isEqualTo("true");
  }

  @Test
  void keepsTheDatesFromPageToPage() {
    browser.open(site.url() + "codes/Q3601?on=2008-02-01&known_on=2008-02-02");
    assertThat(text(".standing strong")).isEqualTo("you look at 2008-02-01 as known on 2008-02-02");
    browser.press("/");
    browser.type("bed");
    browser.pressAndWait("Enter");
    assertThat(browser.value("location.search")).contains("on=2008-02-01", "known_on=2008-02-02");
    assertThat(
            browser.value(
                "[...document.querySelectorAll('main a[href*=\"codes/\"]')].every(a => a.search.includes('known_on=2008-02-02'))"))
        .isEqualTo("true");
    tabTo("document.activeElement.textContent === 'back to today'");
    browser.pressAndWait("Enter");
    assertThat(browser.value("location.search")).isEqualTo("?q=bed");
    saysNothing();
  }

  @ParameterizedTest
  @FieldSource("PAGES")
  void canBeUsedByEverybody(String page) {
    browser.open(site.url() + page);
    browser.value(TWO_OF_A_KIND);
    browser.value(axe + ";0");
    assertThat(violations("resultTypes: ['violations']")).isEmpty();
    browser.prefer("dark"); // in which nothing but the colours is different
    assertThat(violations("resultTypes: ['violations'], runOnly: ['color-contrast']")).isEmpty();
    asksNoOtherHost();
  }

  private static String violations(String options) {
    return browser.value(
        """
        axe.run({%s}).then(r => r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(
          n => n.html.slice(0, 160) + ' ' + ([...n.any, ...n.all, ...n.none][0]?.message ?? '')).join('; ')).join('\\n'))
        """
            .formatted(options));
  }

  /** As NLM's own page on HCPCS has it, where only the address is another. */
  @Test
  void completesCodesInTheWidgetOfNlm() throws Exception {
    assumeTrue(LhcPage.missing().isEmpty(), () -> LhcPage.missing().orElse(""));
    try (LhcPage page =
        new LhcPage(
            "'%sapi/hcpcs/v3/search', {tableFormat: true, valueCols: [0], colHeaders: ['Code', 'Name']}"
                .formatted(site.url()))) {
      browser.open(page.url());
      browser.value("document.getElementById('hcpcs').focus()");
      browser.type("s93");
      browser.until("document.querySelectorAll('#completionOptions tbody tr').length === 3");
      assertThat(text("#completionOptions tr :first-child"))
          .isEqualTo("Code | S9336 | S9372 | S9379");
      browser.press("ArrowDown");
      browser.press("ArrowDown");
      browser.press("Tab");
      assertThat(browser.value("document.getElementById('hcpcs').value")).isEqualTo("S9372");
      assertThat(browser.value("widget.getSelectedCodes().join()")).isEqualTo("S9372");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void givesTheWidgetOfNlmOtherFieldsAndMoreItems() throws Exception {
    assumeTrue(LhcPage.missing().isEmpty(), () -> LhcPage.missing().orElse(""));
    try (LhcPage page =
        new LhcPage(
            "'%sapi/hcpcs/v3/search?sf=long_desc&df=code,long_desc&ef=term_dt:ended,is_noc', {tableFormat: true, maxSelect: '*'}"
                .formatted(site.url()))) {
      browser.open(page.url());
      browser.value("document.getElementById('hcpcs').focus()");
      browser.type("home");
      browser.until("document.querySelectorAll('#completionOptions tbody tr').length === 7");
      browser.value(
          "document.getElementById('lhc-tools-moreResults').dispatchEvent(new MouseEvent('mousedown', {bubbles: true}))");
      browser.until("document.querySelectorAll('#completionOptions tbody tr').length > 7");
      browser.press("ArrowDown");
      browser.press("Enter");
      String item = browser.value("JSON.stringify(widget.getSelectedItemData()[0])");
      assertThat(item)
          .matches(
              "\\{\"text\":\"(\\w+) - .*home.*\",\"code\":\"\\1\",\"data\":\\{\"ended\":(null|\"\\d{8}\"),\"is_noc\":(true|false)}}");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /** Browsers repeat the head of a table on each sheet. */
  @Test
  void printsEditionAndDatesOnEverySheetAndWritesLinksOut() {
    browser.medium("print");
    browser.open(site.url() + "codes/A3120?on=2008-01-02");
    assertThat(browser.value("getComputedStyle(document.body).display")).isEqualTo("table");
    assertThat(browser.value("getComputedStyle(document.querySelector('.top')).display"))
        .isEqualTo("table-header-group");
    assertThat(browser.value("document.querySelector('.top').innerText.trim()"))
        .startsWith("edition 2008-04, revision 1, published ")
        .endsWith(" · you look at 2008-01-02 as known today");
    assertThat(
            browser.value(
                "getComputedStyle(document.querySelector('#beside a[href^=http]'), '::after').content"))
        .contains("(https://payer.example/p-1)");
    browser.medium("screen");
  }

  @Test
  void leavesAPhoneToTheListAndFoldsWhatNarrowsItDown() {
    String isOpen = "document.querySelector('.facets').open";
    browser.width(1280);
    browser.open(site.url() + "sections/S?on=2008-03-01");
    assertThat(browser.value(isOpen)).isEqualTo("true");
    assertThat(text(".facets h2")).contains("Status today");
    assertThat(text("thead th")).contains("On the day");
    browser.width(390);
    browser.open(site.url() + "sections/S");
    assertThat(browser.value(isOpen)).isEqualTo("false");
    assertThat(text(".facets h2")).contains("Status").doesNotContain("today");
    browser.width(0);
  }

  @Test
  void saysOverTheWholeWidthThatNothingWasFound() {
    browser.open(site.url() + "search?q=qqqxyz");
    assertThat(
            browser.value(
                "document.querySelector('.hits').clientWidth === document.querySelector('.found').clientWidth"))
        .isEqualTo("true");
  }

  /** A hyphen is a place to break a line. */
  @Test
  void keepsTheDayOfAChangeInOneLine() {
    browser.open(site.url() + "codes/E3501");
    assertThat(
            browser.value(
                "getComputedStyle(document.querySelector('.changes td:last-child')).whiteSpace"))
        .isEqualTo("nowrap");
  }

  @Test
  void keepsARawLineInOneLine() {
    browser.open(site.url() + "codes/A3120/proof?on=2008-01-02&known_on=2008-01-31");
    assertThat(text("h1")).isEqualTo("Receipt: A3120 on 2008-01-02");
    assertThat(
            browser.value(
                "[...document.querySelectorAll('.raw mark')].map(e => getComputedStyle(e).whiteSpace).join()"))
        .matches("pre(,pre)+");
  }

  @Test
  void hasNoStyleAndNoScriptInItsPages() throws Exception {
    for (String page : PAGES) {
      assertThat(
              Jsoup.parse(site.get(page).body())
                  .select("[style], style, script:not([src]), [onclick]"))
          .as(page)
          .isEmpty();
    }
  }

  @Test
  void showsMarkupInWordsOfOthersAsText() throws Exception {
    String query = URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8);
    for (String page :
        List.of(
            "codes/A3126",
            "search?q=" + query,
            "search?q=bold",
            "codes/%3CB%3E",
            "editions",
            "editions/2008-04",
            "compare?code=" + query,
            "sections/A")) {
      Document html = Jsoup.parse(site.get(page).body());
      assertThat(html.select("main b, main script, main img, [onclick], [href^=javascript]"))
          .as(page)
          .isEmpty();
      assertThat(html.select("script")).as(page).hasSize(1);
      browser.open(site.url() + page);
    }
    Document code = Jsoup.parse(site.get("codes/A3126").body());
    assertThat(code.select("h1 .long").text()).isEqualTo(HOSTILE);
    assertThat(code.select("#source dd code").eachText()).contains(HOSTILE);
    assertThat(code.select(".note em").text()).isEqualTo("so");
    assertThat(code.select(".note").text()).contains(HOSTILE);
    assertThat(code.select(".note a").eachAttr("href"))
        .containsExactly("https://else.example/x.png", "");
    asksNoOtherHost();
  }
}
