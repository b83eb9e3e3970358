package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;

/** Policies and notes: what users say of codes, which no release gives or takes. */
@Tag("sql")
class UserDataIT {

  private static final String POLICIES =
      """
      code,source,identifier,title,url,effective
      S9372,Example Plan,CG-MED-23,Home Health,https://policies.example.org/{identifier},2008-01-01
      99213,Example Plan,CG-MED-01,Office visits,,
      Z9999,Other Plan,X1,"Old, one",,
      """;

  @TempDir private static Path folder;

  @BeforeAll
  static void loadTheSample() {
    LoadedSample.home(folder.resolve("home"));
  }

  private static TestProgram program() {
    return TestProgram.with(LoadedSample.database(), folder.resolve("home"));
  }

  private static String write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  private static String csv(TestProgram program, String... command) {
    String[] line = new String[command.length + 2];
    System.arraycopy(command, 0, line, 0, command.length);
    line[command.length] = "--format";
    line[command.length + 1] = "csv";
    return program.print(line).replace("\r\n", "\n");
  }

  @Test
  void loadsPoliciesAndDoesNothingTheSecondTime() throws IOException {
    TestProgram program = program();
    String file = write("p1.csv", POLICIES);
    TestProgram.Result first = program.run("policies", "load", file);
    assertThat(first)
        .isEqualTo(
            new TestProgram.Result(
                0,
                "3 policies loaded, 0 removed, 0 as before.\n",
                "hcpcs: note: %s line 4: Z9999 is in no loaded edition; the policy was kept\n"
                    .formatted(file)));
    assertThat(program.print("policies", "load", file))
        .isEqualTo("Nothing to do: all 3 policies are loaded.\n");
    assertThat(csv(program, "policies", "--code", "s9372\u00a0"))
        .isEqualTo(
            """
            code,source,identifier,effective,title,url
            S9372,Example Plan,CG-MED-23,2008-01-01,Home Health,https://policies.example.org/CG-MED-23
            """);
    assertThat(program.run("runs", "--last", "--format", "csv").out()).contains("nothing new");
  }

  @Test
  void replacesThePoliciesOfASourceAndLeavesTheOthers() throws IOException {
    TestProgram program = program();
    program.print("policies", "load", write("p2.csv", POLICIES));
    assertThat(
            program.print(
                "policies",
                "load",
                write("p3.csv", "code,source,identifier\nE3501,Example Plan,CG-DME-1\n")))
        .isEqualTo("1 policies loaded, 2 removed, 0 as before.\n");
    assertThat(csv(program, "sql", "select code, source from hcpcs.policy order by code"))
        .isEqualTo("code,source\nE3501,Example Plan\nZ9999,Other Plan\n");
    assertThat(program.print("policies", "remove", "Other Plan"))
        .isEqualTo("1 policies removed.\n");
    assertThat(program.run("policies", "remove", "Other Plan").exitCode()).isEqualTo(1);
  }

  @Test
  void changesNothingIfARowCannotBeUsed() throws IOException {
    TestProgram program = program();
    program.print("policies", "load", write("p4.csv", POLICIES));
    String bad = write("p5.csv", "code,source,identifier\nS937,Example Plan,A\nS9372,,A\n");
    assertThat(program.run("policies", "load", bad))
        .isEqualTo(
            new TestProgram.Result(
                1,
                "",
                """
                hcpcs: %1$s line 2: S937 is no code
                hcpcs: %1$s line 3: there is no source
                hcpcs: nothing was changed: 2 places cannot be used; put right what is named above and load again
                """
                    .formatted(bad)));
    assertThat(csv(program, "sql", "select count(*) from hcpcs.policy")).isEqualTo("count\n3\n");
    String other = write("p6.csv", "code,source,identifier\nS9372,Example Plan,CG-MED-23\n");
    assertThat(program.run("policies", "load", write("p7.csv", POLICIES), other).err())
        .contains(other + " line 2: S9372 has the policy CG-MED-23 in another file");
  }

  @Test
  void makesTheNotesThoseOfTheFolder() throws IOException {
    TestProgram program = program();
    Path notes = folder.resolve("notes1");
    write("notes1/S9372.md", "---\nsource: Desk\n---\nOne.\n\n## Purpose\n\nTwo.\n");
    write("notes1/README.md", "How we write notes.\n");
    write("notes1/sub/visits.md", "---\ncode: 99213\n---\n## Purpose\n\nVisits.\n");
    assertThat(program.print("notes", "load", notes.toString()))
        .isEqualTo("3 sections loaded, 0 removed, 0 as before.\n");
    assertThat(program.print("notes", "load", notes.toString()))
        .isEqualTo("Nothing to do: all 3 sections are loaded.\n");

    Files.delete(notes.resolve("sub/visits.md"));
    write("notes1/S9372.md", "---\nsource: Desk\n---\nOne.\n\n## Purpose\n\nThree.\n");
    assertThat(program.print("notes", "load", notes.toString()))
        .isEqualTo("1 sections loaded, 2 removed, 1 as before.\n");
    assertThat(csv(program, "notes", "--code", "S9372"))
        .isEqualTo(
            "code,section,noted_on,source,file,body\nS9372,Summary,,Desk,S9372.md,One.\nS9372,Purpose,,Desk,S9372.md,Three.\n");

    write("notes1/bad.md", "Text\n");
    TestProgram.Result refused = program.run("notes", "load", notes.toString());
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).startsWith("hcpcs: bad.md line 1: bad is no code");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    write("empty/README.md", "Nothing about a code.\n");
    write("empty/.trash/S9372.md", "Thrown away.\n");
    assertThat(program.run("notes", "load", empty.toString()).err()).contains("no Markdown file");
    assertThat(csv(program, "sql", "select count(*) from hcpcs.code_note")).isEqualTo("count\n2\n");
    assertThat(program.print("notes", "clear")).isEqualTo("2 sections removed.\n");
  }

  @Test
  void showsThemOnTheCodePageThoseOfLevelOneIncluded() throws IOException {
    TestProgram program = program();
    String before = program.print("show", "S9372");
    program.print("policies", "load", write("p8.csv", POLICIES));
    write("notes2/S9372.md", "---\nsource: Desk\ndate: 2008-05-01\n---\n## Purpose\n\n* one\n");
    write("notes2/99213.md", "Visits.\n");
    program.print("notes", "load", folder.resolve("notes2").toString());
    assertThat(program.print("show", "S9372"))
        .isEqualTo(
            before
                + """

                Policies
                CG-MED-23                   Home Health, Example Plan, since 2008-01-01
                                            https://policies.example.org/CG-MED-23

                Purpose  (Desk, 2008-05-01)

                * one
                """);
    assertThat(program.print("show", "99213"))
        .isEqualTo(
            """
            99213  (a Level I code (CPT); what this site says of it)

            Policies
            CG-MED-01                   Office visits, Example Plan

            Summary  (99213.md)

            Visits.
            """);
    assertThat(program.run("show", "99214").exitCode()).isEqualTo(1);
  }

  @Test
  void areLeftAloneByRollbackAndVerify() throws IOException {
    TestDatabase database = LoadedSample.database();
    TestProgram program = TestProgram.with(database, folder.resolve("home"));
    program.print("policies", "load", write("p9.csv", POLICIES));
    write("notes3/S9372.md", "Text\n");
    program.print("notes", "load", folder.resolve("notes3").toString());
    List<String> before = database.state();
    String userData =
        "select to_jsonb(t)::text from (table hcpcs.policy) t union all select to_jsonb(n)::text from hcpcs.code_note n order by 1";
    List<String> rows = database.values(userData);
    program.print("rollback", "2008-04");
    program.print("rollback", "2008-01");
    assertThat(database.values(userData)).isEqualTo(rows).hasSize(4);
    program.print("load", "input");
    assertThat(program.run("verify").exitCode()).isZero();
    assertThat(database.state()).isEqualTo(before);
  }

  @Test
  void printsTheDictionaryAsAPageThatNeedsNothingElse() {
    TestProgram program = TestProgram.with(LoadedSample.database(), folder.resolve("home"));
    String html = program.print("dictionary", "--format", "html");
    Parser parser = Parser.htmlParser().setTrackErrors(10);
    Document page = parser.parseInput(html, "");
    assertThat(parser.getErrors()).isEmpty();
    assertThat(page.select("link, img, [src], [href^=http]")).isEmpty();
    assertThat(page.select("nav a").eachAttr("href"))
        .hasSizeGreaterThan(50)
        .doesNotHaveDuplicates()
        .allSatisfy(link -> assertThat(page.getElementById(link.substring(1))).isNotNull());
    assertThat(page.select("section[id]").eachAttr("id")).doesNotHaveDuplicates();
    assertThat(page.select("tbody tr").size()).isGreaterThan(700);
    assertThat(page.select("td, p").eachText()).doesNotContain("null");
    assertThat(html).contains("prefers-color-scheme: dark", "@media print", "lang=\"en\"");
    assertThat(program.print("dictionary", "--format", "html")).isEqualTo(html);

    String markdown = program.print("dictionary", "--format", "markdown");
    assertThat(markdown)
        .startsWith("# OpenHCPCS data dictionary\n")
        .contains(
            "### `hcpcs.check_code(text, date, date)`",
            "| `on_date` | date | Date of service. |",
            "| `coverage` | text | Medicare coverage status. | CMS positions 230-230, HCPCS\\_CVRG\\_CD; workbook column COV. |")
        .doesNotContain("hcpcs_load.run`");
    assertThat(program.print("dictionary", "--all", "--format", "markdown"))
        .contains("### `hcpcs_load.run`");
    assertThat(csv(program, "dictionary").lines().count())
        .isGreaterThan(page.select("tbody tr").size());
  }
}
