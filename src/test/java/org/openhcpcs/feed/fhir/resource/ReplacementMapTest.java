package org.openhcpcs.feed.fhir.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openhcpcs.feed.table.TestRows.ended;
import static org.openhcpcs.feed.table.TestRows.living;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.ConceptMap;
import org.junit.jupiter.api.Test;
import org.openhcpcs.feed.table.Replacements;
import org.openhcpcs.feed.table.Row;

/** The map of replacements, with cross references that the sample does not have. */
class ReplacementMapTest {

  private static final LocalDate DAY = LocalDate.of(2008, 4, 1);
  private static final ResourceVersion VERSION =
      new ResourceVersion("2008-04", "2008.4.1", DAY, DAY, "Made up.");

  private static List<String> mapped(Row... rows) throws IOException {
    Replacements replacements = new Replacements();
    List.of(rows).forEach(replacements::add);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ReplacementMap(replacements, VERSION).resource().write(bytes);
    ConceptMap map =
        FhirContext.forR4Cached()
            .newJsonParser()
            .parseResource(ConceptMap.class, bytes.toString(StandardCharsets.UTF_8));
    return map.getGroup().stream()
        .flatMap(
            group ->
                group.getElement().stream()
                    .flatMap(
                        element ->
                            element.getTarget().stream()
                                .map(
                                    target ->
                                        String.join(
                                            " ",
                                            element.getCode(),
                                            target.getEquivalence().toCode(),
                                            group.getTarget(),
                                            String.valueOf(target.getCode()),
                                            String.valueOf(target.getComment())))))
        .toList();
  }

  @Test
  void hasAGroupForEachCodeSystem() throws IOException {
    assertThat(
            mapped(
                ended("A0001", "2007-12-31", "99213", "A0002", "D0120", "0001T"), living("A0002")))
        .containsExactly(
            "A0001 relatedto http://www.ada.org/cdt D0120 null",
            "A0001 relatedto http://www.ama-assn.org/go/cpt 99213 null",
            "A0001 relatedto http://www.ama-assn.org/go/cpt 0001T null",
            "A0001 relatedto http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets A0002 null");
  }

  @Test
  void tellsOfACodeThatIsNotListedInAComment() throws IOException {
    assertThat(mapped(ended("A0001", "2007-12-31", "A9999")))
        .containsExactly(
            "A0001 unmatched http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets null"
                + " CMS refers to A9999, which it does not list.");
  }

  @Test
  void isEmptyWhereNothingIsReplaced() throws IOException {
    assertThat(mapped(living("A0001", "A0002"), ended("A0002", "2007-12-31"))).isEmpty();
  }
}
