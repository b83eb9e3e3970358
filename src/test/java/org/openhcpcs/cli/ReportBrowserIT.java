package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;

/** The report in a real Chromium, where one is installed: what its script does. */
class ReportBrowserIT {

  @TempDir private static Path folder;
  private static Chromium browser;
  private static String html = "";

  @BeforeAll
  static void writeAReport() throws IOException, InterruptedException {
    assumeTrue(Chromium.installed().isPresent(), "no Chromium is installed");
    TestDatabase database = LoadedSample.database();
    TestProgram program = TestProgram.with(database, folder.resolve("home"));
    LoadedSample.home(folder.resolve("home"));
    html = program.print("report", "2008-04", "--out", "-");
    browser = new Chromium();
  }

  @AfterAll
  static void closeTheBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  /** The page as the browser has it after its script has run. */
  private static Document open(String page) throws IOException {
    browser.open(Files.writeString(folder.resolve("report.html"), page).toUri().toString());
    return Jsoup.parse(browser.value("document.documentElement.outerHTML"));
  }

  /** The page after what a user does. */
  private static Document after(String user) throws IOException {
    open(html);
    browser.value(
        "(async () => {const table = name => [...document.querySelectorAll('table')].find(t => t.caption.textContent === name);\n"
            + user
            + "})()");
    return Jsoup.parse(browser.value("document.documentElement.outerHTML"));
  }

  private static Element table(Document page, String name) {
    return page.select("table").stream()
        .filter(table -> table.expectFirst("caption").text().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> column(Document page, String name, int column) {
    return table(page, name).select("tbody tr:not([hidden])").stream()
        .map(row -> row.child(column).text())
        .toList();
  }

  @Test
  void runsItsOwnScriptAndNoOther() throws Exception {
    Document page =
        open(html.replace("</body>", "<script>document.title = 'taken over'</script></body>"));
    assertThat(page.title()).isEqualTo("HCPCS Level II, edition 2008-04, sample");
    assertThat(table(page, "Other fields changed").select("thead button"))
        .as("the policy lets the page's own script run")
        .hasSize(7);
  }

  @Test
  void sortsNumbersAsNumbersAndBack() throws Exception {
    String click =
        "table('Changes by section').tHead.rows[0].cells[2].querySelector('button').click();";
    List<String> published = column(after(""), "Changes by section", 2);
    Document up = after(click);
    Document down = after(click + click);
    List<String> ascending =
        published.stream().sorted(Comparator.comparingInt(Integer::parseInt)).toList();
    assertThat(published).isNotEqualTo(ascending);
    assertThat(column(up, "Changes by section", 2)).isEqualTo(ascending);
    assertThat(table(up, "Changes by section").select("th[aria-sort]").eachAttr("aria-sort"))
        .containsExactly("ascending");
    assertThat(column(down, "Changes by section", 2))
        .isEqualTo(
            published.stream()
                .sorted(Comparator.comparingInt(number -> -Integer.parseInt(number)))
                .toList());
    assertThat(table(down, "Changes by section").select("th[aria-sort]").eachAttr("aria-sort"))
        .containsExactly("descending");
    Document back = after(click + click + click);
    assertThat(column(back, "Changes by section", 2)).isEqualTo(published);
    assertThat(back.select("th[aria-sort]")).isEmpty();
  }

  @Test
  void sortsFromTheKeyboardWithBlanksLast() throws Exception {
    Document page =
        after(
            """
            const button = table('Other fields changed').tHead.rows[0].cells[2].querySelector('button');
            button.focus();
            if (document.activeElement === button) button.click();
            """);
    List<String> before = column(page, "Other fields changed", 2);
    assertThat(before).contains("");
    assertThat(before.subList(before.indexOf(""), before.size())).containsOnly("");
  }

  @Test
  void filtersByAllWordsThatARowHas() throws Exception {
    Document page =
        after(
            """
            const box = table('Other fields changed').parentElement.previousElementSibling;
            const input = box.querySelector('input');
            input.value = 'COVERAGE a3120';
            const shown = new Promise(done => new MutationObserver(done).observe(box.querySelector('output'), {childList: true}));
            input.dispatchEvent(new Event('input'));
            await shown;
            """);
    assertThat(column(page, "Other fields changed", 0)).containsExactly("A3120");
    int rows = table(page, "Other fields changed").select("tbody tr").size();
    assertThat(rows).isGreaterThan(10);
    assertThat(page.select(".filter output").eachText()).contains("1 of " + rows + " rows");
  }
}
