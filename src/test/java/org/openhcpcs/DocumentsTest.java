package org.openhcpcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents lead where they say, and name what is there. */
class DocumentsTest {

  private static final Path README = Path.of("README.md");
  private static final Path SITE = Path.of("src/site");
  private static final Path ARCHITECTURE = SITE.resolve("contribute/architecture.md");
  private static final Path SOURCES = Path.of("src/main/java/org/openhcpcs");

  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern ROOM = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");
  private static final Pattern TYPE = Pattern.compile("`([a-z]+(?:\\.[a-z]+)*)\\.([A-Z]\\w+)`");

  private static final int MOST_LINES_OF_README = 200;

  @Test
  void everyRelativeLinkLeadsToAFileAndAHeadingThatAreThere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path document : documents()) {
      Matcher link = LINK.matcher(CODE.matcher(Files.readString(document)).replaceAll("code"));
      while (link.find()) {
        if (!link.group(1).matches("[a-z]+:.*")) {
          links++;
          if (!leadsSomewhere(document, link.group(1))) {
            broken.add(document + ": " + link.group(1));
          }
        }
      }
    }
    assertThat(links).isGreaterThan(30);
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Path document, String target) throws IOException {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    return Files.exists(file)
        && (parts.length == 1 || anchors(Files.readString(file)).contains(parts[1]));
  }

  /** As GitHub makes them of headings. */
  private static Set<String> anchors(String document) {
    return HEADING
        .matcher(Pattern.compile("(?s)```.*?```").matcher(document).replaceAll(""))
        .results()
        .map(
            heading ->
                heading
                    .group(1)
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9 _-]", "")
                    .replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @Test
  void everyPageIsLedToFromTheReadmeOrFromAPageThatIs() throws IOException {
    Set<Path> reached = new HashSet<>(Set.of(README));
    List<Path> next = new ArrayList<>(reached);
    while (!next.isEmpty()) {
      Path document = next.remove(next.size() - 1);
      for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
        Path target = document.resolveSibling(link.group(1).replaceFirst("#.*", "")).normalize();
        if (target.toString().endsWith(".md") && Files.exists(target) && reached.add(target)) {
          next.add(target);
        }
      }
    }
    assertThat(documents()).allSatisfy(document -> assertThat(reached).contains(document));
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(MOST_LINES_OF_README);
  }

  @Test
  void theArchitecturePageHasEveryRoomInItsOrderAndNoOther() throws IOException {
    String page = Files.readString(ARCHITECTURE);
    int table = page.indexOf("\n## The rooms\n");
    List<String> rooms =
        ROOM.matcher(page.substring(table, page.indexOf("\n## ", table + 1)))
            .results()
            .map(room -> room.group(1))
            .toList();
    Set<String> built = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(each -> each.endsWith("package-info.java")).toList()) {
        built.add(SOURCES.relativize(file.resolveSibling("")).toString().replace('/', '.'));
      }
    }
    assertThat(rooms).containsExactlyInAnyOrderElementsOf(built);
    assertThat(rooms).isEqualTo(ArchitectureTest.ROOMS);
  }

  @Test
  void thePageOnMetricsHasEveryMetricAndNoOther() throws IOException {
    assertThat(metrics(SITE.resolve("operate/metrics.md"), "`(hcpcs_\\w+)"))
        .isEqualTo(metrics(SOURCES.resolve("job/watch/Metrics.java"), "\"(hcpcs_[a-z_]+)"))
        .hasSizeGreaterThan(10);
  }

  private static Set<String> metrics(Path file, String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(file))
        .results()
        .map(metric -> metric.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A page that says {@code check.TwinRules} means a class of that room. */
  @Test
  void everyClassThatAPageNamesIsInTheRoomThatItNames() throws IOException {
    List<String> missing = new ArrayList<>();
    int types = 0;
    for (Path document : documents()) {
      Matcher type = TYPE.matcher(Files.readString(document));
      while (type.find()) {
        types++;
        String place = type.group(1).replace('.', '/') + "/" + type.group(2) + ".java";
        if (!Files.exists(SOURCES.resolve(place))
            && !Files.exists(Path.of("src/test/java/org/openhcpcs", place))) {
          missing.add(document + ": " + type.group());
        }
      }
    }
    assertThat(types).isGreaterThan(50);
    assertThat(missing).isEmpty();
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(README));
    for (Path folder : List.of(SITE, Path.of(".github"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.filter(each -> each.toString().endsWith(".md")).sorted().forEach(documents::add);
      }
    }
    return documents;
  }
}
