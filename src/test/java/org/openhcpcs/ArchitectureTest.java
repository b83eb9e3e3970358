package org.openhcpcs;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileDescriptor;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** The house as DESIGN draws it: who may use whom, and who alone touches the outside. */
@AnalyzeClasses(packages = "org.openhcpcs", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** From the ground up: each may use itself and those before it. */
  private static final List<String> HOUSE =
      List.of(
          "code", "history", "release", "source", "check", "store", "feed", "fetch", "job", "cli");

  @ArchTest
  static final ArchRule everythingLivesInARoomOfTheHouse =
      classes().should().resideInAnyPackage(rooms(HOUSE));

  @ArchTest
  static void usesOnlyWhatLiesBelow(JavaClasses all) {
    for (String room : HOUSE.subList(0, HOUSE.size() - 1)) {
      List<String> above = HOUSE.subList(HOUSE.indexOf(room) + 1, HOUSE.size());
      noClasses()
          .that()
          .resideInAPackage(room(room))
          .should()
          .dependOnClassesThat(resideInAnyPackage(rooms(above)))
          .allowEmptyShould(true) // some rooms are not built yet
          .check(all);
    }
  }

  @ArchTest
  static final ArchRule hasNoCycles =
      slices().matching("org.openhcpcs.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheStoreKnowsTheDatabase =
      only(List.of("store"), "java.sql..", "javax.sql..", "org.postgresql..", "org.flywaydb..");

  @ArchTest
  static final ArchRule onlyTheSourceKnowsWorkbooks = only(List.of("source"), "org.apache.poi..");

  /** {@code cli} and {@code feed} write CSV, and must quote as the standard says; none reads it. */
  @ArchTest
  static final ArchRule onlyTheSourceReadsCsvAndOnlyCliAndFeedWriteIt =
      only(List.of("source", "cli", "feed"), "org.apache.commons.csv..");

  @ArchTest
  static final ArchRule cliAndFeedDoNotReadCsv =
      noClasses()
          .that(resideInAnyPackage(room("cli"), room("feed")))
          .should()
          .dependOnClassesThat()
          .haveNameMatching("org\\.apache\\.commons\\.csv\\.(CSVParser|CSVRecord).*");

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsPicocli = only(List.of("cli"), "picocli..");

  @ArchTest
  static final ArchRule onlyTheCommandLineTalksToTheTerminal =
      noClasses()
          .that()
          .resideOutsideOfPackage(room("cli"))
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
          .that()
          .resideOutsideOfPackage(room("cli"))
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  /** The domain does no input or output, and logs nothing. */
  @ArchTest
  static final ArchRule theDomainIsPure =
      noClasses()
          .that()
          .resideInAnyPackage(room("code"), room("history"))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.io..", "java.nio.file..", "java.net..", "java.util.logging..")
                  .and(not(type(Serializable.class)))); // every exception and enum is

  @ArchTest
  static void isNullMarkedInEveryRoom(JavaClasses all) {
    List<JavaPackage> packages = all.stream().map(JavaClass::getPackage).distinct().toList();
    assertThat(packages).hasSizeGreaterThan(5);
    assertThat(packages)
        .allSatisfy(
            each -> assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue());
  }

  private static ArchRule only(List<String> rooms, String... packages) {
    return noClasses()
        .that(resideInAPackage("org.openhcpcs..").and(notIn(rooms)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(packages));
  }

  private static DescribedPredicate<JavaClass> notIn(List<String> rooms) {
    return not(resideInAnyPackage(rooms(rooms)));
  }

  private static String room(String name) {
    return "org.openhcpcs." + name + "..";
  }

  private static String[] rooms(List<String> names) {
    return names.stream().map(ArchitectureTest::room).toArray(String[]::new);
  }
}
