package org.openhcpcs.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Landing pages that no person would write. */
class DiscoveryTest {

  @TempDir private Path folder;

  private Discovery.FoundPostings discover(String html) throws IOException {
    try (CmsServer server = CmsServer.start()) {
      server.on(CmsServer.PAGE, CmsServer.html(html));
      CmsSite site = CmsSite.at(server.url());
      return new Discovery(Fetcher.of(site, FetchSettings.DEFAULT, Map.of(), Clock.systemUTC()))
          .discover(
              new Discovery.Scope(
                  LocalDate.parse("2026-11-22"),
                  Cadence.QUARTERLY,
                  Optional.empty(),
                  Set.of(),
                  Optional.empty()),
              Files.createTempFile(folder, "page", ""));
    }
  }

  private static String links(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "<a href='/files/zip/hcpcs-" + i + ".zip'>x</a>")
        .collect(Collectors.joining());
  }

  private static void assertUnusable(Discovery.FoundPostings found, String reason) {
    assertThat(found.pageFailure()).contains(new Answer.Failed(Optional.of(200), reason));
    assertThat(found.postings())
        .hasSize(4) // two names for each of two quarters
        .allMatch(posting -> posting.basis() == Posting.FoundBy.PATTERN);
  }

  @Test
  void followsTheLinksOfAPageUpToALimit() throws IOException {
    Discovery.FoundPostings found = discover(links(Discovery.MOST_LINKS));
    assertThat(found.pageFailure()).isEmpty();
    assertThat(found.postings()).hasSize(Discovery.MOST_LINKS + 4);
    assertUnusable(discover(links(Discovery.MOST_LINKS + 1)), "links to 501 zips, more than 500");
  }

  @Test
  void readsNoPageThatIsTooLarge() throws IOException {
    String link = links(1);
    String page = link + " ".repeat((int) Discovery.MOST_BYTES - link.length());
    assertThat(discover(page).postings()).hasSize(5);
    assertUnusable(discover(page + " "), "has more than 10 MB");
  }
}
