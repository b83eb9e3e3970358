package org.openhcpcs.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LandingPageTest {

  private static final CmsSite CMS = CmsSite.at("https://www.cms.gov");

  private static List<Posting> postings(CmsSite site, String html) {
    return LandingPage.postings(html, site.landingPage(), site);
  }

  private static List<String> urls(String html) {
    return postings(CMS, html).stream().map(posting -> posting.url().toString()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<a href=\"/files/zip/october-2025-alpha-numeric-hcpcs-file.zip\">x</a>"
            + "|https://www.cms.gov/files/zip/october-2025-alpha-numeric-hcpcs-file.zip|2025-10",
        "<a href=\"https://www.cms.gov/files/zip/april-2024-alpha-numeric-hcpcs-files.zip\">x</a>"
            + "|https://www.cms.gov/files/zip/april-2024-alpha-numeric-hcpcs-files.zip|2024-04",
        "<A CLASS=b HREF='/FILES/ZIP/JULY-2025-ALPHA-NUMERIC-HCPCS-FILE.ZIP'>x</A>"
            + "|https://www.cms.gov/FILES/ZIP/JULY-2025-ALPHA-NUMERIC-HCPCS-FILE.ZIP|2025-07",
        "<a href=\"/media/12345\">January 2026 Alpha-Numeric HCPCS File (ZIP)</a>"
            + "|https://www.cms.gov/media/12345|2026-01",
        "<a href=\"/license/ama?file=/files/zip/january-2025-alpha-numeric-hcpcs-file.zip\">x</a>"
            + "|https://www.cms.gov/files/zip/january-2025-alpha-numeric-hcpcs-file.zip|2025-01",
        "<a href=\"/apps/ama/license.asp?a=1&amp;file=https%3A//www.cms.gov/files/zip/hcpc-jan-2025.zip\">x</a>"
            + "|https://www.cms.gov/files/zip/hcpc-jan-2025.zip|2025-01",
        "<a href=\"http://download.cms.gov/hcpcs/2019-corrections.zip#top\">x</a>"
            + "|https://download.cms.gov/hcpcs/2019-corrections.zip|",
        "<a href=\" /files/zip/hcpcs 2018 record layout.zip \">x</a>"
            + "|https://www.cms.gov/files/zip/hcpcs%202018%20record%20layout.zip|",
        "<a href=\"../../files/zip/noc-codes-july-2018.zip\">x</a>"
            + "|https://www.cms.gov/medicare/files/zip/noc-codes-july-2018.zip|2018-07",
        "<a href=\"/files/zip/2017-transaction-report.zip?v=2\">x</a>"
            + "|https://www.cms.gov/files/zip/2017-transaction-report.zip?v=2|",
        "<a href=\"&#47;files/zip/hcpcs-apr-2026.zip\">x</a>"
            + "|https://www.cms.gov/files/zip/hcpcs-apr-2026.zip|2026-04",
      })
  void findsEveryFormOfLink(String html, String url, String edition) {
    assertThat(postings(CMS, html))
        .singleElement()
        .satisfies(
            posting -> {
              assertThat(posting.url()).isEqualTo(URI.create(url));
              assertThat(posting.edition().map(Object::toString).orElse(null)).isEqualTo(edition);
              assertThat(posting.fileName()).matches("(?i)[A-Za-z0-9._ -]+\\.zip");
              assertThat(posting.basis()).isEqualTo(Posting.FoundBy.LINK);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"/files/document/hcpcs-decisions.pdf\">HCPCS (PDF)</a>",
        "<a href=\"/files/zip/dmepos-fee-schedule.zip\">DMEPOS fee schedule</a>",
        "<a href=\"https://elsewhere.example/files/zip/january-2025-alpha-numeric-hcpcs-file.zip\">x</a>",
        "<a href=\"https://cms.gov.example/january-2025-alpha-numeric-hcpcs-file.zip\">x</a>",
        "<a href=\"ftp://www.cms.gov/january-2025-alpha-numeric-hcpcs-file.zip\">x</a>",
        "<a href=\"javascript:hcpcs.zip\">x</a>",
        "<a href=\"http://[/hcpcs.zip\">x</a>",
        "<a href=\"\">hcpcs zip</a>",
        "<a href=\"/media/12345\">HCPCS Level II coding decisions</a>",
        "<a href=\"/license?file=%zz\">hcpcs.zip</a>",
        "<!-- <a href=\"/files/zip/january-2025-alpha-numeric-hcpcs-file.zip\">x</a> -->",
        "<p>january-2025-alpha-numeric-hcpcs-file.zip</p>",
      })
  void leavesOtherLinksAlone(String html) {
    assertThat(urls(html)).isEmpty();
  }

  @Test
  void leavesALinkAloneThatNobodyCouldAskFor() {
    String name = "/hcpcs-oct-2025.zip";
    String longest = "https://www.cms.gov/" + "x".repeat(2000 - 20 - name.length()) + name;
    assertThat(urls("<a href=\"" + longest + "\">October</a>")).containsExactly(longest);
    assertThat(urls("<a href=\"" + longest.replace("gov/", "gov//") + "\">October</a>")).isEmpty();
  }

  @Test
  void namesEachOnceInTheOrderOfThePage() {
    assertThat(
            urls(
                """
                <base href="https://www.cms.gov/files/zip/">
                <li><a href="hcpcs-oct-2025.zip">October</a><li><a href="/files/zip/hcpcs-jul-2025.zip">July
                <a href="?file=hcpcs-oct-2025.zip">October again</a>
                """))
        .containsExactly(
            "https://www.cms.gov/files/zip/hcpcs-oct-2025.zip",
            "https://www.cms.gov/files/zip/hcpcs-jul-2025.zip");
  }

  @Test
  void leadsToAMirrorWhatLeadsToCms() {
    CmsSite mirror = CmsSite.at("http://mirror.example:8080/cms/");
    assertThat(
            postings(
                mirror,
                """
                <a href="https://www.cms.gov/files/zip/hcpcs-oct-2025.zip">absolute</a>
                <a href="http://mirror.example:8080/cms/files/zip/hcpcs-jul-2025.zip">own</a>
                <a href="http://mirror.example:9090/files/zip/hcpcs-jan-2025.zip">of another program</a>
                """))
        .extracting(posting -> posting.url().toString())
        .containsExactly(
            "http://mirror.example:8080/cms/files/zip/hcpcs-oct-2025.zip",
            "http://mirror.example:8080/cms/files/zip/hcpcs-jul-2025.zip");
  }

  @Test
  void knowsAMirrorWhosePortIsTheUsualOne() {
    assertThat(
            postings(
                CmsSite.at("http://mirror.example:80"),
                """
                <a href="http://mirror.example/files/zip/hcpcs-oct-2025.zip">without it</a>
                <a href="https://mirror.example/files/zip/hcpcs-jul-2025.zip">of another program</a>
                """))
        .extracting(posting -> posting.url().toString())
        .containsExactly("http://mirror.example/files/zip/hcpcs-oct-2025.zip");
  }
}
