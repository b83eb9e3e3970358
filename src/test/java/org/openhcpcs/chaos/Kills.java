package org.openhcpcs.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.SampleWriter;
import org.openhcpcs.sample.SyntheticReleases;

/** Strikes loads of releases many times, in rotation: what {@code src/chaos/kill} runs. */
public final class Kills {

  private static final Path REAL = Path.of("../shared/releases");

  /** Loaded in most rounds, because they are quick; all are loaded in every fifth. */
  private static final List<String> QUICK = List.of("2017-01", "2020-04");

  private static final int ALL_EVERY = 5;

  private static final List<Blow> OTHER_BLOWS =
      List.copyOf(EnumSet.complementOf(EnumSet.of(Blow.KILL_PROGRAM)));

  private final Path work;
  private final Random random;
  private final ChaosServer server;
  private final String template;
  private final Tally tally = new Tally();
  private final List<String> failures = new ArrayList<>();
  private int rounds;

  private Kills(Path work, long seed, ChaosServer server) throws IOException, InterruptedException {
    this.work = work;
    this.random = new Random(seed);
    this.server = server;
    this.template = Battlefield.template(server, work.resolve("template"));
  }

  /** What is loaded, and what comes of it undisturbed. */
  private record Scene(Path input, List<String> published, List<String> state, Duration takes) {}

  /** One blow: where, at which release of the run, how; without a point, at a random time. */
  private record Plan(@Nullable KillPoint point, int occurrence, Blow blow) {
    String label() {
      return point == null ? "at a random time" : point.label();
    }
  }

  public static void main(String[] args) throws Exception {
    Path work = Path.of(args[0]).toAbsolutePath();
    int kills = args.length > 1 ? Integer.parseInt(args[1]) : 200;
    long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
    Path releases = args.length > 3 ? Path.of(args[3]) : REAL;
    long begin = System.nanoTime();
    int exitCode;
    try (ChaosServer server =
        new ChaosServer(
            work.resolve("server"), Path.of(System.getProperty("hcpcs.test.postgres")))) {
      Kills all = new Kills(work, seed, server);
      Scene quick = all.scene("quick", folders(releases, work, true));
      Scene full = all.scene("full", folders(releases, work, false));
      System.out.printf(
          Locale.ROOT,
          "seed %d; %d and %d releases, undisturbed %.1f and %.1f s%n%n",
          seed,
          quick.published().size(),
          full.published().size(),
          quick.takes().toMillis() / 1e3,
          full.takes().toMillis() / 1e3);
      while (all.tally.kills() < kills && all.failures.size() < 5) {
        all.round(all.rounds % ALL_EVERY == ALL_EVERY - 1 ? full : quick, kills);
      }
      all.tally.print();
      System.out.printf(
          Locale.ROOT,
          "%n%d blows in %d rounds, %.0f s; %d failures%n",
          all.tally.kills(),
          all.rounds,
          (System.nanoTime() - begin) / 1e9,
          all.failures.size());
      all.failures.forEach(failure -> System.out.println("FAILED, seed " + seed + ": " + failure));
      exitCode = all.failures.isEmpty() ? 0 : 1;
    }
    System.exit(exitCode);
  }

  /** The folders with the releases, or, where there are none, synthetic ones. */
  private static List<Path> folders(Path releases, Path work, boolean quick) throws IOException {
    if (Files.isDirectory(releases)) {
      try (Stream<Path> folders = Files.list(releases)) {
        return folders
            .filter(folder -> folder.getFileName().toString().matches("\\d{4}-\\d{2}"))
            .filter(folder -> !quick || QUICK.contains(folder.getFileName().toString()))
            .map(Path::toAbsolutePath)
            .toList();
      }
    }
    List<Path> zips = new ArrayList<>();
    Path folder = Files.createDirectories(work.resolve(quick ? "synthetic-2" : "synthetic-8"));
    for (SampleRelease release :
        new SyntheticReleases(7, 6000, 0.03, new Edition(2010, 1), quick ? 2 : 8)) {
      zips.add(SampleWriter.writeZip(release, folder).toAbsolutePath());
    }
    return zips;
  }

  private Scene scene(String name, List<Path> releases) throws IOException, InterruptedException {
    Path input = Files.createDirectories(work.resolve("input-" + name));
    for (Path release : releases) {
      Files.createSymbolicLink(input.resolve(release.getFileName()), release);
    }
    Battlefield peace = field("peace-" + name, input);
    long begin = System.nanoTime();
    String failure = peace.run("load", input.toString());
    Duration takes = Duration.ofNanos(System.nanoTime() - begin);
    if (!failure.isEmpty()) {
      throw new IllegalStateException(failure);
    }
    return new Scene(input, peace.published(), peace.state(), takes);
  }

  private Battlefield field(String name, Path input) {
    return new Battlefield(server, template, work.resolve(name), List.of("./hcpcs"), input);
  }

  /** One database from empty to full, struck at every point on the way. */
  private void round(Scene scene, int kills)
      throws IOException, SQLException, InterruptedException {
    rounds++;
    Battlefield field = field("round-" + rounds, scene.input());
    List<String> story = new ArrayList<>();
    for (Plan plan : plans(scene.published().size())) {
      boolean allThere = field.published().size() == scene.published().size();
      if (tally.kills() >= kills || (allThere && plan.point() != KillPoint.RUN_ENDED)) {
        continue;
      }
      strike(field, scene, plan, story);
    }
    String[] last = command(scene);
    String failure = field.run(last);
    story.add("then " + last[0] + " " + failure);
    check(failure.isEmpty(), "the last run failed", story);
    check(field.openRuns().equals("0"), "a run is open", story);
    check(field.run("recover").isEmpty(), "recover failed", story);
    check(field.run("verify").isEmpty(), "verify found something", story);
    List<String> differences = field.differences(scene.state());
    check(differences.isEmpty(), "another state: " + differences, story);
    System.out.printf(
        "round %d: %d releases, %d blows so far%s%n",
        rounds,
        scene.published().size(),
        tally.kills(),
        failures.isEmpty() ? "" : ", " + failures.size() + " failures");
  }

  /** Every point once per release in some order, with blows at random times between. */
  private List<Plan> plans(int releases) {
    List<Plan> plans = new ArrayList<>();
    int times = releases > QUICK.size() ? 1 : 2;
    for (int i = 0; i < times; i++) {
      List<Plan> before = new ArrayList<>();
      for (KillPoint point : KillPoint.values()) {
        if (!point.isCommitted()) {
          before.add(new Plan(point, occurrence(releases), blow()));
        }
      }
      for (int k = 0; k < 4; k++) {
        before.add(new Plan(null, 0, blow()));
      }
      Collections.shuffle(before, random);
      plans.addAll(before);
      plans.add(
          new Plan(i == times - 1 ? KillPoint.COMMITTED : KillPoint.COMMIT, 1, Blow.KILL_PROGRAM));
    }
    if (random.nextBoolean()) {
      plans.add(new Plan(KillPoint.RUN_ENDED, 1, Blow.KILL_PROGRAM));
    }
    return plans;
  }

  /** Most blows fall at the first release of a run, because those before it are published then. */
  private int occurrence(int releases) {
    return random.nextInt(8) == 0 ? 1 + random.nextInt(releases) : 1;
  }

  /** Most blows are kills of the program. */
  private Blow blow() {
    return random.nextInt(4) > 0
        ? Blow.KILL_PROGRAM
        : OTHER_BLOWS.get(random.nextInt(OTHER_BLOWS.size()));
  }

  private String[] command(Scene scene) {
    return random.nextInt(3) == 0
        ? new String[] {"refresh", "--offline"}
        : new String[] {"load", scene.input().toString()};
  }

  private void strike(Battlefield field, Scene scene, Plan plan, List<String> story)
      throws IOException, SQLException, InterruptedException {
    int before = field.published().size();
    String[] command = command(scene);
    Battlefield.Struck struck;
    if (plan.point() == null) {
      Duration after =
          Duration.ofMillis(100 + random.nextInt((int) scene.takes().toMillis() * 2 / 5));
      struck = field.strike(after, plan.blow(), command);
    } else {
      int left = Math.max(1, scene.published().size() - before);
      int occurrence =
          plan.point() == KillPoint.RUN_BEGUN || plan.point() == KillPoint.RUN_ENDED
              ? 1
              : Math.min(plan.occurrence(), left);
      struck = field.strike(plan.point(), occurrence, plan.blow(), command);
    }
    story.add(
        plan.label() + ", " + plan.blow().label() + ", " + command[0] + ": " + struck.published());
    tally.add(plan.label(), plan.blow(), struck, before);
    check(scene.published().containsAll(field.published()), "a release is half", story);
    List<String> archives =
        field.archives().stream().filter(line -> !line.startsWith("archive part")).toList();
    check(scene.state().containsAll(archives), "an archive is not what it was: " + archives, story);
    if (struck.exitCode() >= 0 && struck.hit()) {
      long lines = struck.output().lines().filter(line -> line.startsWith("hcpcs: ")).count();
      boolean clear = struck.exitCode() == 5 && lines == 1;
      boolean finished = struck.exitCode() == 0 && lines == 0;
      check(clear || finished, struck.exitCode() + ": " + struck.output(), story);
    }
    if (random.nextInt(5) == 0) {
      String failure = field.run("recover");
      story.add("recover " + failure);
      check(failure.isEmpty(), "recover failed", story);
    } else if (random.nextInt(25) == 0) {
      String failure = field.run("load", "--from", "parse");
      story.add("load --from parse " + failure);
      check(failure.isEmpty(), "load --from parse failed", story);
    }
  }

  private void check(boolean holds, String what, List<String> story) {
    if (!holds) {
      failures.add("round " + rounds + ": " + what + "; after " + story);
      System.out.println(failures.get(failures.size() - 1));
    }
  }
}
