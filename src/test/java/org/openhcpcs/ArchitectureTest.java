package org.openhcpcs;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The house as DESIGN draws it: who may use whom, and who alone touches the outside. A rule that
 * finds nobody to hold fails: it has lost its subject.
 */
@AnalyzeClasses(packages = "org.openhcpcs", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String HOUSE = "org.openhcpcs.";

  /**
   * Every room, and every room in a room, from the ground up: each may use itself and those before
   * it. What stands at the end of a wing is built on all that is before.
   */
  static final List<String> ROOMS =
      List.of(
          "json",
          "code",
          "code.reference",
          "code.site",
          "code.unit",
          "history",
          "release.archive",
          "release",
          "release.reference",
          "source.text",
          "source.table",
          "source",
          "source.companion",
          "source.reference",
          "source.site",
          "check.gate",
          "check.correction",
          "check",
          "fetch",
          "database.server",
          "database",
          "database.rows",
          "database.schema",
          "store",
          "store.content",
          "store.derive",
          "store.ledger",
          "store.publish",
          "store.read",
          "store.report",
          "store.serve",
          "store.site",
          "store.reference",
          "feed.table",
          "feed.folder",
          "feed",
          "feed.apply",
          "feed.fhir.resource",
          "feed.fhir",
          "feed.omop",
          "claim.cell",
          "claim",
          "proof.evidence",
          "proof",
          "proof.issue",
          "web.http",
          "web",
          "web.report",
          "web.api.nlm",
          "web.api",
          "web.page.code",
          "web.page",
          "web.proof",
          "job",
          "job.load",
          "job.reference",
          "job.refresh",
          "job.site",
          "job.watch",
          "cli.output",
          "cli.command",
          "cli.watch",
          "cli.ask",
          "cli.operate",
          "cli.feed",
          "cli.site",
          "cli.reference",
          "cli.load",
          "cli");

  /** A room of more classes has rooms of its own. */
  private static final int MOST_CLASSES = 16;

  private static final List<String> SQL = List.of("database", "store");

  /** Texts that a database would take for a statement. */
  private static final Pattern STATEMENT =
      Pattern.compile(
          "(?is)\\s*(select\\s.*\\bfrom\\s|select\\s+\\w+\\(|insert\\s+into\\s|delete\\s+from\\s|update\\s+\\S+\\s+set\\s|with\\s+\\w+\\s+as\\s*\\("
              + "|(create|alter|drop)\\s+(temporary|table|schema|view|index|role|database|extension)\\s|truncate\\s|copy\\s|set\\s+(transaction|role|local)\\s).*");

  /** Comments, which say what they like; text blocks; strings; characters. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?s)//[^\\n]*|/\\*.*?\\*/|\"\"\"(.*?)(?<!\\\\)\"\"\"|\"((?:\\\\.|[^\"\\\\\\n])*+)\"|'(?:\\\\.|[^'\\\\])+'");

  @ArchTest
  static void everyRoomIsOnTheListAndEveryRoomOfTheListIsBuilt(JavaClasses all) {
    Set<String> built = new TreeSet<>();
    all.forEach(each -> built.add(room(each)));
    assertThat(built).isEqualTo(new TreeSet<>(ROOMS));
  }

  @ArchTest
  static void aRoomIsNotOverfull(JavaClasses all) {
    TreeMap<String, Integer> sizes = new TreeMap<>();
    all.stream()
        .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
        .forEach(each -> sizes.merge(room(each), 1, Integer::sum));
    assertThat(sizes).hasSizeGreaterThan(ROOMS.size() / 2);
    assertThat(sizes)
        .allSatisfy((room, size) -> assertThat(size).as(room).isLessThanOrEqualTo(MOST_CLASSES));
  }

  @ArchTest
  static void usesOnlyWhatLiesBelow(JavaClasses all) {
    List<String> upwards = new ArrayList<>();
    int arrows = 0;
    for (JavaClass each : all) {
      for (Dependency use : each.getDirectDependenciesFromSelf()) {
        JavaClass used = use.getTargetClass().getBaseComponentType();
        if (used.getPackageName().startsWith(HOUSE) && !room(used).equals(room(each))) {
          arrows++;
          if (ROOMS.indexOf(room(used)) > ROOMS.indexOf(room(each))) {
            upwards.add(use.getDescription());
          }
        }
      }
    }
    assertThat(arrows).isGreaterThan(1000);
    assertThat(upwards).isEmpty();
  }

  @ArchTest
  static final ArchRule hasNoCycles = slices().matching(HOUSE + "(**)").should().beFreeOfCycles();

  @ArchTest
  static void onlyDatabaseAndStoreKnowJdbc(JavaClasses all) {
    only(all, SQL, "java.sql..", "javax.sql..", "org.postgresql..");
  }

  /** Whoever verifies a receipt has archives, and no database. */
  @ArchTest
  static final ArchRule proofNeedsNoDatabase =
      noClasses()
          .that(resideInAnyPackage(HOUSE + "proof", HOUSE + "proof.evidence"))
          .should()
          .dependOnClassesThat(resideInAnyPackage(HOUSE + "database..", HOUSE + "store.."));

  @ArchTest
  static void onlyTheSchemaKnowsFlyway(JavaClasses all) {
    only(all, List.of("database.schema"), "org.flywaydb..");
  }

  @ArchTest
  static void onlyTheSourceKnowsWorkbooks(JavaClasses all) {
    only(all, List.of("source"), "org.apache.poi..");
  }

  /**
   * {@code database.rows} and {@code feed} write CSV, and must quote as the standard says; none
   * reads it.
   */
  @ArchTest
  static void onlyTheSourceReadsCsvAndOnlyRowsAndFeedsWriteIt(JavaClasses all) {
    only(all, List.of("source", "feed", "database.rows"), "org.apache.commons.csv..");
    only(
        all,
        List.of("source"),
        each -> each.getName().matches("org\\.apache\\.commons\\.csv\\.(CSVParser|CSVRecord).*"));
  }

  @ArchTest
  static void onlyTheWebServesHttp(JavaClasses all) {
    only(all, List.of("web.http"), "com.sun.net.httpserver..", "org.eclipse.jetty..");
  }

  @ArchTest
  static void onlyFetchAsksTheNetwork(JavaClasses all) {
    only(all, List.of("fetch"), "java.net.http..", "org.jsoup..");
  }

  @ArchTest
  static void onlyTheWebKnowsTemplatesAndMarkdown(JavaClasses all) {
    only(all, List.of("web"), "gg.jte..", "org.commonmark..");
  }

  @ArchTest
  static void onlyTheCommandLineKnowsPicocli(JavaClasses all) {
    only(all, List.of("cli"), "picocli..");
  }

  @ArchTest
  static final ArchRule onlyTheCommandLineTalksToTheTerminal =
      noClasses()
          .that(not(resideInAnyPackage(HOUSE + "cli..")))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .accessField(FileDescriptor.class, "out")
          .orShould()
          .accessField(FileDescriptor.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule onlyTheCommandLineEndsTheProcess =
      noClasses()
          .that(not(resideInAnyPackage(HOUSE + "cli..")))
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  /** The virtual machine would remember each of thousands of files until its end. */
  @ArchTest
  static final ArchRule nothingIsLeftToTheEndOfTheProcess =
      noClasses().should().callMethod(File.class, "deleteOnExit");

  /** The domain does no input or output, and logs nothing. */
  @ArchTest
  static final ArchRule theDomainIsPure =
      noClasses()
          .that(resideInAnyPackage(HOUSE + "code..", HOUSE + "history.."))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.io..", "java.nio.file..", "java.net..", "java.util.logging..")
                  .and(not(type(Serializable.class)))); // every exception and enum is

  @ArchTest
  static void onlyDatabaseAndStoreHaveSql(JavaClasses all) throws IOException {
    Set<String> strays = new TreeSet<>();
    Set<String> statements = new HashSet<>();
    Path sources = Path.of("src/main/java", HOUSE.split("\\."));
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        String name =
            HOUSE + sources.relativize(file).toString().replace('/', '.').replace(".java", "");
        boolean isSqlsOwn = SQL.stream().anyMatch(room -> name.startsWith(HOUSE + room + "."));
        TOKEN
            .matcher(Files.readString(file))
            .results()
            .flatMap(ArchitectureTest::text)
            .filter(text -> STATEMENT.matcher(text).matches())
            .forEach(text -> (isSqlsOwn ? statements : strays).add(name));
      }
    }
    assertThat(statements).hasSizeGreaterThan(20);
    assertThat(strays).isEmpty();
  }

  private static Stream<String> text(MatchResult token) {
    return Stream.of(1, 2)
        .filter(group -> token.group(group) != null)
        .map(group -> token.group(group));
  }

  @ArchTest
  static void transactionsAreKeptInOnePlace(JavaClasses all) {
    Set<String> control =
        Set.of("setAutoCommit", "commit", "rollback", "setSavepoint", "setTransactionIsolation");
    Set<String> keepers = new TreeSet<>();
    for (JavaClass each : all) {
      for (JavaAccess<?> call : each.getAccessesFromSelf()) {
        if (call.getTargetOwner().isAssignableTo(Connection.class)
            && control.contains(call.getTarget().getName())) {
          keepers.add(topLevel(each));
        }
      }
    }
    assertThat(keepers).containsExactly(HOUSE + "database.Transaction");
  }

  /**
   * A power cut takes back what was not forced to the disk, and no test can cut the power: these
   * write what must outlive it, content before its name and the name in its folder.
   */
  @ArchTest
  static void whatMustOutliveAPowerCutIsForcedToTheDisk(JavaClasses all) {
    Set<String> forcing = new TreeSet<>();
    for (JavaClass each : all) {
      each.getMethodCallsFromSelf().stream()
          .filter(call -> call.getTargetOwner().isEquivalentTo(FileChannel.class))
          .filter(call -> call.getName().equals("force"))
          .forEach(call -> forcing.add(each.getSimpleName() + "." + call.getOrigin().getName()));
    }
    assertThat(forcing)
        .containsExactly(
            "ArchiveStore.adopt",
            "ArchiveStore.copy",
            "ArchiveStore.rename",
            "DurableStream.finish",
            "DurableStream.force",
            "WorkFolder.sync");
  }

  @ArchTest
  static void isNullMarkedInEveryRoom(JavaClasses all) {
    assertThat(all.stream().map(JavaClass::getPackage).distinct())
        .hasSizeGreaterThan(5)
        .allSatisfy(
            each -> assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue());
  }

  /** Only rooms, and the rooms in them, use something, and somebody there does. */
  private static void only(JavaClasses all, List<String> rooms, String... packages) {
    only(all, rooms, resideInAnyPackage(packages));
  }

  private static void only(JavaClasses all, List<String> rooms, Predicate<JavaClass> something) {
    Set<String> strangers = new TreeSet<>();
    Set<String> entitled = new TreeSet<>();
    for (JavaClass each : all) {
      if (each.getDirectDependenciesFromSelf().stream()
          .anyMatch(use -> something.test(use.getTargetClass().getBaseComponentType()))) {
        boolean isEntitled =
            rooms.stream()
                .anyMatch(room -> room(each).equals(room) || room(each).startsWith(room + "."));
        (isEntitled ? entitled : strangers).add(topLevel(each));
      }
    }
    assertThat(entitled).as("somebody to hold the rule on").isNotEmpty();
    assertThat(strangers).isEmpty();
  }

  private static String room(JavaClass type) {
    return type.getPackageName().substring(HOUSE.length());
  }

  private static String topLevel(JavaClass type) {
    return type.getName().replaceFirst("\\$.*", "");
  }
}
