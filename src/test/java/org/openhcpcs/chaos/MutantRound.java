package org.openhcpcs.chaos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openhcpcs.cli.Main;
import org.openhcpcs.database.TestDatabase;

/**
 * Loads damaged releases into an empty database, several in a row, and looks for what may not come
 * of it: an error of the server, an exception, an edition that is not there although nothing is
 * wrong with it, a database that contradicts itself.
 */
final class MutantRound {

  private static final Set<Integer> EXIT_CODES = Set.of(0, 1, 3);

  private static final List<String> ACCEPT =
      Stream.of(
              "layout", "rejects", "codes", "vanished", "terminated", "texts", "undecoded", "dates")
          .flatMap(gate -> Stream.of("--accept", gate))
          .toList();

  private static final Pattern DEFECT =
      Pattern.compile("database refused|defect of the program|Exception|\tat |\bError\b");

  private final TestDatabase database;
  private final Path folder;
  private final Path home;
  private final Random random;
  private final Map<String, String> environment;
  private final List<String> complaints = new ArrayList<>();

  /**
   * @param database an empty one of our schema
   * @param folder holds the damaged releases, a zip or a folder each
   * @param home the program's home folder
   */
  MutantRound(TestDatabase database, Path folder, Path home, Random random) {
    this.database = database;
    this.folder = folder;
    this.home = home;
    this.random = random;
    this.environment = new HashMap<>(database.environment());
    environment.put("HCPCS_INPUT", folder.toString());
  }

  /** Loads all, first as strictly as users do, and returns what may not be. */
  List<String> run() throws IOException {
    List<Path> releases = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.sorted().forEach(releases::add);
    }
    switch (random.nextInt(4)) {
      case 0 -> run("load", options(folder));
      case 1 -> {
        Collections.shuffle(releases, random);
        releases.forEach(release -> run("load", options(release)));
      }
      case 2 -> {
        run("load", List.of("--until", "stage", folder.toString()));
        run("load", List.of("--from", "publish"));
      }
      default -> run("refresh", List.of("--offline"));
    }
    List<String> accepting = new ArrayList<>(ACCEPT);
    accepting.add("--offline");
    run("refresh", accepting);
    if (published() < releases.size()) {
      releases.forEach(this::expectAReason);
    }
    Ended verified = run("verify", List.of());
    if (verified.exitCode() != 0) {
      complaints.add("the database contradicts itself: " + verified.output());
    }
    return complaints;
  }

  /** How many editions are published. */
  int published() {
    return Integer.parseInt(database.value("select count(distinct edition) from hcpcs.release"));
  }

  private List<String> options(Path release) {
    List<String> options = new ArrayList<>();
    if (random.nextInt(4) > 0) {
      options.add("--no-twins");
    }
    if (random.nextBoolean()) {
      options.add("--apply-corrections");
    }
    options.add(release.toString());
    return options;
  }

  /**
   * A release that is not published although every gate is open has a file that is no code file.
   */
  private void expectAReason(Path release) {
    List<String> options = new ArrayList<>(ACCEPT);
    options.add(release.toString());
    int before = published();
    Ended ended = run("load", options);
    if (published() > before
        || (ended.exitCode() != 0 && !ended.output().contains(release.toString()))) {
      complaints.add(release.getFileName() + " was not loaded, for no reason of its own");
    }
  }

  private record Ended(int exitCode, String output) {}

  private Ended run(String command, List<String> options) {
    List<String> line =
        new ArrayList<>(List.of("--home", home.toString(), "--db", database.url(), command));
    line.addAll(options);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8);
    int exitCode = Main.run(line.toArray(String[]::new), print, print, environment);
    String text = output.toString(StandardCharsets.UTF_8);
    if (!EXIT_CODES.contains(exitCode) || DEFECT.matcher(text).find()) {
      complaints.add(command + " " + options + " ended with " + exitCode + ": " + text);
    }
    return new Ended(exitCode, text);
  }
}
