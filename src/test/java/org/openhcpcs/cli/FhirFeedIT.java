package org.openhcpcs.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.code.Field;
import org.openhcpcs.database.TestDatabase;

/** The FHIR feed of the sample, read by HAPI. */
class FhirFeedIT {

  private static final String HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";
  private static final String OURS = "https://openhcpcs.org/fhir/CodeSystem/hcpcs-";

  private static final String LISTED =
      """
      select r.code
      from hcpcs.release e
      join hcpcs.release_code m using (release_id)
      join hcpcs.code_record r using (record_id)
      where e.edition = '2008-04' and e.is_current_revision and %s
      order by r.code collate "C"
      """;

  @TempDir private static Path folder;
  private static final TestDatabase DATABASE = LoadedSample.database();
  private static TestProgram program = new TestProgram(Path.of("never"), List.of(), Map.of());
  private static Path feed = Path.of("never");
  private static TerminologyServer server;

  @BeforeAll
  static void writeTheFeed() throws IOException {
    program = TestProgram.with(DATABASE, folder.resolve("home"));
    LoadedSample.home(folder.resolve("home"));
    feed = write("feed");
    server = new TerminologyServer(feed.resolve("hcpcs-fhir.tgz"));
  }

  private static Path write(String name) {
    Path out = folder.resolve(name);
    program.print("feed", "--edition", "2008-04", "--format", "fhir", "--out", out.toString());
    return out;
  }

  private static List<String> listed(String condition) {
    return DATABASE.values(LISTED.formatted(condition));
  }

  @Test
  void holdsEveryCodeAndModifierOfTheEditionInOrder() {
    CodeSystem system = server.codeSystem("hcpcs");
    assertThat(system.getUrl()).isEqualTo(HCPCS);
    assertThat(system.getVersion()).isEqualTo("2008-04");
    assertThat(system.getContent()).isEqualTo(CodeSystem.CodeSystemContentMode.COMPLETE);
    assertThat(system.getIdentifierFirstRep().getValue())
        .isEqualTo("urn:oid:2.16.840.1.113883.6.285");
    assertThat(system.getConcept().stream().map(CodeSystem.ConceptDefinitionComponent::getCode))
        .containsExactlyElementsOf(listed("true"));
    assertThat(system.getCount()).isEqualTo(71);
  }

  /** Every field of every record is a property, in the type that is declared for it. */
  @Test
  void givesEveryFieldOfEveryRecord() {
    CodeSystem system = server.codeSystem("hcpcs");
    Map<String, String> types =
        system.getProperty().stream()
            .collect(
                Collectors.toMap(
                    CodeSystem.PropertyComponent::getCode, each -> each.getType().toCode()));
    Map<String, CodeSystem.ConceptDefinitionComponent> concepts = new HashMap<>();
    system.getConcept().forEach(each -> concepts.put(each.getCode(), each));
    int compared = 0;
    for (Field field : Field.ALL) {
      for (List<String> row : values(field.column())) {
        CodeSystem.ConceptDefinitionComponent concept = requireNonNull(concepts.get(row.get(0)));
        String expected = row.get(1);
        if (field == Field.LONG_DESCRIPTION || field == Field.SHORT_DESCRIPTION) {
          assertThat(designation(concept, field)).isEqualTo(expected.strip());
        } else {
          Type value = property(concept, field.column());
          assertThat(value.fhirType()).isEqualTo(types.get(field.column()));
          assertThat(value instanceof Coding coding ? coding.getCode() : value.primitiveValue())
              .isEqualTo(expected);
        }
        compared++;
      }
    }
    int given =
        system.getConcept().stream()
            .mapToInt(
                concept ->
                    concept.getDesignation().size()
                        + (int)
                            concept.getProperty().stream()
                                .filter(each -> isField(each.getCode()))
                                .count())
            .sum();
    assertThat(given).isEqualTo(compared).isGreaterThan(800);
  }

  private static boolean isField(String property) {
    return Field.ALL.stream().anyMatch(field -> field.column().equals(property));
  }

  private static List<List<String>> values(String column) {
    return DATABASE.rows(
        LISTED
            .formatted("r." + column + " is not null")
            .replace("select r.code", "select r.code, r." + column));
  }

  private static String designation(CodeSystem.ConceptDefinitionComponent concept, Field field) {
    String use = field == Field.LONG_DESCRIPTION ? "Fully specified name" : "Synonym";
    return concept.getDesignation().stream()
        .filter(each -> each.getUse().getDisplay().equals(use))
        .map(CodeSystem.ConceptDefinitionDesignationComponent::getValue)
        .collect(Collectors.joining("|"));
  }

  private static Type property(CodeSystem.ConceptDefinitionComponent concept, String code) {
    List<Type> values =
        concept.getProperty().stream()
            .filter(each -> each.getCode().equals(code))
            .map(CodeSystem.ConceptPropertyComponent::getValue)
            .toList();
    assertThat(values).as(concept.getCode() + " " + code).hasSize(1);
    return values.get(0);
  }

  @Test
  void isWithoutErrorsAndWarningsForTheValidator() {
    assertThat(server.texts()).hasSizeGreaterThan(30);
    server.texts().forEach((file, text) -> assertThat(server.judge(text)).as(file).isEmpty());
  }

  /** The validator is on watch: it knows the codes that may stand in properties and maps. */
  @Test
  void wouldHaveErrorsForTheValidatorWithWrongCodes() {
    assertThat(errors("CodeSystem-hcpcs.json", "hcpcs-betos\",\"code\":\"D1F\"", "D9F"))
        .anyMatch(message -> message.contains("hcpcs-betos#D9F"));
    assertThat(errors("CodeSystem-hcpcs.json", "\"code\":\"A3102\",\"display\"", "A3101"))
        .contains("The code 'A3101' has already been defined");
    assertThat(errors("ConceptMap-hcpcs-replacements.json", "[{\"code\":\"A3111\"", "A9999"))
        .anyMatch(message -> message.contains("The target code 'A9999' is not valid"));
  }

  /** The errors of a resource, in which another code stands where a text is found. */
  private static List<String> errors(String file, String where, String code) {
    String text = server.text(file);
    assertThat(text).contains(where);
    String other = where.replaceFirst("\"code\":\"\\w+", "\"code\":\"" + code);
    return server.judge(text.replace(where, other)).stream()
        .filter(message -> message.getSeverity() == ResultSeverityEnum.ERROR)
        .map(SingleValidationMessage::getMessage)
        .toList();
  }

  @Test
  void looksUpCodes() {
    Parameters answer = server.lookup(HCPCS, "C3401");
    assertThat(answer.getParameterValue("version").primitiveValue()).isEqualTo("2008-04");
    assertThat(answer.getParameterValue("display").primitiveValue())
        .isEqualTo("Tissue marker, absorbable, with delivery needle, each");
    assertThat(server.lookup(OURS + "betos", "D1A").getParameterValue("display").primitiveValue())
        .isEqualTo("Medical/surgical supplies");
    assertThatThrownBy(() -> server.lookup(HCPCS, "S9999"))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void saysWhatTheFieldsOfACodeMean() {
    CodeSystem.ConceptDefinitionComponent concept =
        server.codeSystem("hcpcs").getConcept().stream()
            .filter(each -> each.getCode().equals("C3401"))
            .findFirst()
            .orElseThrow();
    assertThat(property(concept, "status").primitiveValue()).isEqualTo("terminated");
    assertThat(property(concept, "inactive").primitiveValue()).isEqualTo("true");
    assertThat(property(concept, "termination_date").primitiveValue()).isEqualTo("2008-02-15");
    Coding betos = (Coding) property(concept, "betos");
    assertThat(List.of(betos.getSystem(), betos.getCode(), betos.getDisplay()))
        .containsExactly(OURS + "betos", "D1A", "Medical/surgical supplies");
    assertThat(property(concept, "cross_reference_1").primitiveValue()).isEqualTo("C3402");
  }

  @Test
  void validatesCodes() {
    assertThat(server.isValid(HCPCS, "S9372", null)).isTrue();
    assertThat(server.isValid(HCPCS, "W8", "Drug from shared vial")).isTrue();
    assertThat(server.isValid(HCPCS, "S9999", null)).isFalse();
    assertThat(server.isValid(HCPCS, "s9372", null)).isFalse();
    assertThat(server.isIn("hcpcs", HCPCS, "C3401")).isTrue();
    assertThat(server.isIn("hcpcs-active", HCPCS, "S9372")).isTrue();
    assertThat(server.isIn("hcpcs-active", HCPCS, "C3401")).isFalse();
    assertThat(server.isIn("hcpcs-modifiers", HCPCS, "W8")).isTrue();
    assertThat(server.isIn("hcpcs-modifiers", HCPCS, "S9372")).isFalse();
  }

  @Test
  void hasAValueSetForWhatIsActiveForModifiersForNocAndForEverySection() {
    assertThat(server.expand("hcpcs")).containsExactlyInAnyOrderElementsOf(listed("true"));
    assertThat(server.expand("hcpcs-active"))
        .containsExactlyInAnyOrderElementsOf(
            listed(
                "coalesce(r.termination_date >= '2008-04-01', true) and coalesce(r.added_date <= '2008-04-01', true)"))
        .hasSizeLessThan(71);
    assertThat(server.expand("hcpcs-modifiers"))
        .containsExactlyInAnyOrderElementsOf(listed("r.kind = 'modifier'"));
    assertThat(server.expand("hcpcs-noc"))
        .containsExactlyInAnyOrderElementsOf(
            listed("r.code in (select code from hcpcs.not_otherwise_classified)"));
    List<String> bySection = new ArrayList<>();
    for (String letter :
        new TreeSet<>(
            listed("r.kind = 'procedure'").stream().map(c -> c.substring(0, 1)).toList())) {
      List<String> codes = server.expand("hcpcs-section-" + letter.toLowerCase(Locale.ROOT));
      assertThat(codes).isNotEmpty().allMatch(code -> code.startsWith(letter));
      bySection.addAll(codes);
    }
    assertThat(bySection).containsExactlyInAnyOrderElementsOf(listed("r.kind = 'procedure'"));
  }

  @Test
  void mapsEndedCodesToWhatReplacesThem() {
    ConceptMap map = server.resource(ConceptMap.class, "hcpcs-replacements");
    assertThat(
            map.getGroup().stream()
                .flatMap(
                    group ->
                        group.getElement().stream()
                            .flatMap(
                                element ->
                                    element.getTarget().stream()
                                        .map(
                                            target -> element.getCode() + " " + target.getCode()))))
        .containsExactlyInAnyOrderElementsOf(
            DATABASE.values("select code || ' ' || replaced_by from hcpcs.replacement"));
  }

  @Test
  void isAPackageWithAnIndexOfAllItsResources() throws IOException {
    assertThat(
            List.of(
                server.contents().name(),
                server.contents().version(),
                server.contents().canonical(),
                server.contents().fhirVersion()))
        .containsExactly("org.openhcpcs.hcpcs", "2008.4.1", "https://openhcpcs.org/fhir", "4.0.1");
    for (Map.Entry<String, String> each : server.texts().entrySet()) {
      assertThat(Files.readString(feed.resolve(each.getKey())))
          .as(each.getKey())
          .isEqualTo(each.getValue());
    }
    try (Stream<Path> files = Files.list(feed)) {
      assertThat(
              files
                  .map(path -> String.valueOf(path.getFileName()))
                  .filter(name -> name.endsWith(".json") && !name.equals("manifest.json")))
          .containsExactlyInAnyOrderElementsOf(server.texts().keySet());
    }
  }

  /** The tar of the system reads what our library wrote. */
  @Test
  void isAPackageForTar() throws IOException, InterruptedException {
    Path out = Files.createDirectory(folder.resolve("untarred"));
    Process tar =
        new ProcessBuilder(
                "tar", "-xzf", feed.resolve("hcpcs-fhir.tgz").toString(), "-C", out.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    assertThat(out.resolve("package/package.json")).exists();
    assertThat(out.resolve("package/.index.json")).exists();
    assertThat(out.resolve("package/CodeSystem-hcpcs.json"))
        .hasSameBinaryContentAs(feed.resolve("CodeSystem-hcpcs.json"));
  }

  @Test
  void hasTheFilesThatHapiUploads() throws IOException {
    try (ZipFile zip = new ZipFile(feed.resolve("hcpcs-hapi-upload.zip").toFile())) {
      assertThat(zip.stream().map(entry -> entry.getName()))
          .containsExactly("codesystem.json", "concepts.csv", "properties.csv", "hierarchy.csv");
      assertThat(text(zip, "codesystem.json"))
          .contains("\"content\":\"not-present\"", "\"url\":\"" + HCPCS + "\"");
      assertThat(records(zip, "concepts.csv").stream().map(each -> each.get("CODE")))
          .containsExactlyElementsOf(listed("true"));
      assertThat(records(zip, "concepts.csv")).allMatch(each -> !each.get("DISPLAY").isEmpty());
      List<CSVRecord> properties = records(zip, "properties.csv");
      assertThat(properties.stream().map(each -> each.get("CODE") + " " + each.get("KEY")))
          .doesNotHaveDuplicates();
      for (Field field : Field.ALL) {
        assertThat(
                properties.stream()
                    .filter(each -> each.get("KEY").equals(field.column()))
                    .map(each -> List.of(each.get("CODE"), each.get("VALUE"))))
            .as(field.column())
            .containsExactlyElementsOf(
                values(field.column()).stream()
                    .map(row -> List.of(row.get(0), row.get(1).strip()))
                    .toList());
      }
      assertThat(properties).allMatch(each -> each.get("TYPE").equals("string"));
      assertThat(text(zip, "hierarchy.csv")).isEqualTo("PARENT,CHILD\r\n");
    }
  }

  private static String text(ZipFile zip, String name) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<CSVRecord> records(ZipFile zip, String name) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(new InputStreamReader(in, StandardCharsets.UTF_8))
          .getRecords();
    }
  }

  @Test
  void isTheSameInEveryByteWhenWrittenAgain() throws IOException {
    Path again = write("again");
    try (Stream<Path> files = Files.list(feed)) {
      for (Path file : files.filter(each -> !each.endsWith("manifest.json")).toList()) {
        assertThat(again.resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  /** What was known on a day has the day as its version, and says which codes are absent. */
  @Test
  void hasWhatWasKnownOnADay() throws IOException {
    Path out = folder.resolve("known");
    program.print("feed", "--known-on", "2008-06-01", "--format", "fhir", "--out", out.toString());
    TerminologyServer known = new TerminologyServer(out.resolve("hcpcs-fhir.tgz"));
    CodeSystem system = known.codeSystem("hcpcs");
    assertThat(system.getVersion()).isEqualTo("2008-06-01");
    assertThat(known.contents().version()).isEqualTo("2008.6.1");
    assertThat(
            system.getConcept().stream()
                .map(
                    concept ->
                        concept.getCode() + " " + property(concept, "status").primitiveValue()))
        .containsExactlyElementsOf(
            DATABASE.values(
                "select code || ' ' || status from hcpcs.code_detail_as_of('2008-06-01', '2008-06-01') order by code collate \"C\""));
  }

  @Test
  void hasNoFormForDeltas() {
    assertThat(
            program.run(
                "feed",
                "--from",
                "2008-01",
                "--to",
                "2008-04",
                "--format",
                "fhir",
                "--out",
                folder.resolve("delta").toString()))
        .isEqualTo(
            new TestProgram.Result(
                2, "", "hcpcs: --format fhir: has no form for deltas; leave it out\n"));
    assertThat(folder.resolve("delta")).doesNotExist();
  }
}
