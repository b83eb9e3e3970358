package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;

/** The FHIR and OMOP feeds of a whole edition of CMS, where it lies beside the project. */
@NeedsReleases
class RealFhirIT {

  private static final Path EDITION = RealReleases.folder("2023-01");
  private static final int CODES = 7_404 + 381;

  /** The validator takes minutes for all concepts. */
  private static final int EVERY = 50;

  private static final TestDatabase DATABASE = TestServer.migrated();
  @TempDir private static Path folder;
  private static Path feed = Path.of("never");

  @BeforeAll
  static void writeTheFeeds() {
    TestProgram program = TestProgram.with(DATABASE, folder.resolve("home"));
    program.print("load", EDITION.toString());
    feed = folder.resolve("feed");
    program.print(
        "feed", "--edition", "2023-01", "--format", "fhir,omop", "--out", feed.toString());
  }

  @Test
  void holdsEveryCodeAndSatisfiesTheValidator() throws IOException {
    TerminologyServer server = new TerminologyServer(feed.resolve("hcpcs-fhir.tgz"));
    CodeSystem system = server.codeSystem("hcpcs");
    assertThat(system.getConcept().stream().map(CodeSystem.ConceptDefinitionComponent::getCode))
        .hasSize(CODES)
        .containsExactlyElementsOf(
            DATABASE.values("select code from hcpcs.code_detail order by code collate \"C\""));
    assertThat(server.expand("hcpcs-active"))
        .hasSize(
            Integer.parseInt(
                DATABASE.value(
                    "select count(*) from hcpcs.code_detail_as_of('2023-01-01') where status = 'active'")));
    assertThat(server.judge(some(server.text("CodeSystem-hcpcs.json")))).isEmpty();
    for (String field : List.of("betos", "processing-note", "type-of-service", "section")) {
      assertThat(server.judge(server.text("CodeSystem-hcpcs-" + field + ".json")))
          .as(field)
          .isEmpty();
    }
  }

  /** The code system with some of its concepts, each of which has a line of its own. */
  private static String some(String codeSystem) {
    List<String> lines = codeSystem.lines().toList();
    int begin = lines.indexOf("\"concept\":[") + 1;
    int end = lines.size() - 2;
    assertThat(end - begin).isEqualTo(CODES);
    List<String> some = new ArrayList<>();
    for (int i = begin; i < end; i += EVERY) {
      some.add(lines.get(i).replaceFirst(",$", ""));
    }
    return String.join("\n", lines.subList(0, begin))
            .replace("\"count\":" + CODES, "\"count\":" + some.size())
        + String.join(",", some)
        + "]}";
  }

  @Test
  void hasAnOmopConceptOfItsOwnForEveryCode() throws IOException {
    List<String[]> concepts = rows("CONCEPT.csv");
    assertThat(concepts).hasSize(CODES).allMatch(row -> row.length == 10);
    assertThat(concepts.stream().map(row -> row[0])).doesNotHaveDuplicates();
    assertThat(concepts).allMatch(row -> row[1].length() <= 255 && row[7].compareTo(row[8]) <= 0);
    List<String> ids = concepts.stream().map(row -> row[0]).toList();
    List<String[]> relationships = rows("CONCEPT_RELATIONSHIP.csv");
    assertThat(relationships)
        .hasSize(
            2
                * Integer.parseInt(
                    DATABASE.value(
                        """
                        select count(distinct (x.code, x.living_end))
                        from hcpcs.replacement x
                        join hcpcs.code_detail d on d.code = x.code
                        where x.target_kind in ('in file', 'modifier') and d.termination_date < '2023-01-01'
                          and exists (select from hcpcs.code_detail e where e.code = x.living_end)
                        """)))
        .allMatch(row -> row.length == 6 && ids.contains(row[0]) && ids.contains(row[1]));
  }

  private static List<String[]> rows(String table) throws IOException {
    try (Stream<String> lines = Files.lines(feed.resolve(table))) {
      return lines.skip(1).map(line -> line.split("\t", -1)).toList();
    }
  }
}
