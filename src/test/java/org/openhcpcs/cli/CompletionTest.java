package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {

  @TempDir private Path folder;

  private String script(String shell) {
    return new TestProgram(folder, List.of(), Map.of()).print("completion", shell);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sho                  | show
          releases --format '' | text csv json
          db st                | start stop
          load --until p       | parse publish
          """)
  void completesTheWordsOfALineInBash(String words, String expected)
      throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("hcpcs.bash"), script("bash"));
    String question =
        """
        source %s
        COMP_WORDS=(hcpcs %s) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _complete_hcpcs
        echo ${COMPREPLY[@]}
        """
            .formatted(script, words);
    Process bash =
        new ProcessBuilder("bash", "-c", question)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String completed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).isZero();
    assertThat(completed.strip()).isEqualTo(expected);
  }

  @Test
  void setsUpZshToReadTheScriptOfBash() {
    assertThat(script("zsh")).isEqualTo(script("bash")).contains("bashcompinit");
  }

  @Test
  void hasALineForEachWordInFish() {
    String begin = "complete -c hcpcs -n '__fish_seen_subcommand_from ";
    assertThat(script("fish").lines())
        .allMatch(line -> line.startsWith("complete -c hcpcs -n '"))
        .anyMatch(
            line -> line.matches("complete -c hcpcs -n 'not __fish_seen.* -f -a show -d '.*'"))
        .contains(
            begin
                + "releases' -l format -x -a 'text csv json' -d 'text, csv (RFC 4180 with a header) or json'",
            begin + "completion' -f -a 'bash zsh fish'",
            begin
                + "db; and __fish_seen_subcommand_from url' -l reader -d 'of the login that can only read'")
        .anyMatch(line -> line.startsWith(begin + "db; and not __fish_seen_subcommand_from "));
  }
}
