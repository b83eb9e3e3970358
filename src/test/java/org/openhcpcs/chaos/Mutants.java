package org.openhcpcs.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.openhcpcs.sample.SyntheticMain;

/** Damages releases and loads them, many times: what {@code src/chaos/mutants} runs. */
public final class Mutants {

  private static final List<Path> REAL =
      List.of(Path.of("../shared/releases"), Path.of("../shared/more-releases"));

  /** So few that most of a file stays sound, so many that gates refuse now and then. */
  private static final int[] LINES_PER_FILE = {400, 1500, 100};

  private Mutants() {}

  public static void main(String[] args) throws Exception {
    Path work = Path.of(args[0]).toAbsolutePath();
    int wanted = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
    long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
    List<Path> releases =
        releases(args.length > 3 ? List.of(Path.of(args[3])) : REAL, work.resolve("synthetic"));
    System.out.printf(Locale.ROOT, "%d releases, seed %d%n%n", releases.size(), seed);
    System.out.println("| seed | lines damaged | cells damaged | editions | seconds | failures |");
    System.out.println("|---|---|---|---|---|---|");
    List<String> failures = new ArrayList<>();
    long begin = System.nanoTime();
    int lines = 0;
    int rounds = 0;
    try (ChaosServer server =
        new ChaosServer(
            work.resolve("server"), Path.of(System.getProperty("hcpcs.test.postgres")))) {
      String template = Battlefield.template(server, work.resolve("template"));
      for (; lines < wanted && failures.size() < 5; rounds++) {
        long started = System.nanoTime();
        Random random = new Random(seed + rounds);
        MutantFolder damaged =
            new MutantFolder(
                random, LINES_PER_FILE[(int) ((seed + rounds) % LINES_PER_FILE.length)]);
        Path round = work.resolve("round-" + (seed + rounds));
        for (Path release : releases) {
          damaged.copy(release, round.resolve("input").resolve(release.getFileName().toString()));
        }
        MutantRound mutants =
            new MutantRound(
                server.database(server.copyOf(template)),
                round.resolve("input"),
                round.resolve("home"),
                random);
        List<String> found = mutants.run();
        lines += damaged.lines();
        System.out.printf(
            Locale.ROOT,
            "| %d | %d | %d | %d of %d | %.0f | %d |%n",
            seed + rounds,
            damaged.lines(),
            damaged.cells(),
            mutants.published(),
            releases.size(),
            (System.nanoTime() - started) / 1e9,
            found.size());
        found.forEach(System.out::println);
        failures.addAll(found);
        if (found.isEmpty()) {
          delete(round);
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%n%d lines damaged in %d rounds, %.0f s; %d failures%n",
        lines,
        rounds,
        (System.nanoTime() - begin) / 1e9,
        failures.size());
    System.exit(failures.isEmpty() ? 0 : 1);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** The releases in folders, each in one named after its edition; synthetic ones without any. */
  private static List<Path> releases(List<Path> folders, Path synthetic) throws IOException {
    List<Path> releases = new ArrayList<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> children = Files.list(folder)) {
          children
              .filter(child -> child.getFileName().toString().matches("\\d{4}-\\d{2}"))
              .sorted()
              .forEach(releases::add);
        }
      }
    }
    if (releases.isEmpty()) {
      SyntheticMain.write(Files.createDirectories(synthetic), 3000, 6);
      try (Stream<Path> zips = Files.list(synthetic)) {
        zips.sorted().forEach(releases::add);
      }
    }
    return releases;
  }
}
