package org.openhcpcs.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Commands that write to file systems of their own which are full. All of them run in one JVM,
 * because its start takes longer than what they do.
 */
final class FullDisks {

  /**
   * For each room a file system with a feed, and so many KB free. What lies in each when all
   * commands have ended is printed.
   */
  private static final String SCRIPT =
      """
      disks=$1 feed=$2 rooms=$3
      used=$(($(du -s --apparent-size -B 4096 "$feed" | cut -f 1) * 4 + 12))
      number=0
      for room in $rooms; do
        mkdir "$disks/$number"
        mount -t tmpfs -o size=$((used + room))k none "$disks/$number" || exit 99
        cp -r "$feed" "$disks/$number/feed"
        number=$((number + 1))
      done
      shift 3
      "$@" || exit
      number=0
      for room in $rooms; do
        cd "$disks/$number"
        find . -type f | sort | xargs sha256sum
        printf '\\f'
        number=$((number + 1))
      done
      """;

  private static final Path TEST_CLASSES = Path.of("target", "test-classes").toAbsolutePath();

  private FullDisks() {}

  /**
   * What a command did.
   *
   * @param exitCode its exit code
   * @param out all that it printed
   * @param files the hash and the name of each file on its disk afterwards, a line each
   */
  record Result(int exitCode, String out, String files) {}

  /** The folder in which the command of this number finds the feed. */
  static Path disk(Path folder, int number) {
    return folder.resolve("disks").resolve(String.valueOf(number));
  }

  /**
   * Runs commands, each with a disk that has a feed and so many KB. Empty, with the reason printed,
   * where file systems cannot be mounted.
   *
   * @param commands words with spaces between them
   */
  static List<Result> run(Path folder, Path feed, List<Integer> rooms, List<String> commands)
      throws IOException, InterruptedException {
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    List<String> line =
        new ArrayList<>(
            List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", SCRIPT, "sh"));
    line.add(Files.createDirectories(folder.resolve("disks")).toString());
    line.add(feed.toString());
    line.add(String.join(" ", rooms.stream().map(String::valueOf).toList()));
    line.addAll(JavaProgram.command(List.of("-Xmx128m", "-Djava.io.tmpdir=" + temporary)));
    line.set(line.size() - 2, line.get(line.size() - 2) + ":" + TEST_CLASSES);
    line.set(line.size() - 1, FullDisks.class.getName());
    line.addAll(commands);
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("HCPCS_"));
    builder.environment().put("TMPDIR", temporary.toString());
    Process process = builder.start();
    if (!process.waitFor(4, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + Files.readString(output));
    }
    String text = Files.readString(output);
    if (text.startsWith("unshare: ") || process.exitValue() == 99) {
      return List.of();
    }
    String[] parts = text.split("\f", -1);
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < rooms.size(); i++) {
      String[] said = parts[i].split(" ", 2);
      results.add(new Result(Integer.parseInt(said[0]), said[1], parts[rooms.size() + i]));
    }
    return results;
  }

  /** Runs each argument as a command, and prints its exit code and what it said. */
  public static void main(String[] commands) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String command : commands) {
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
      int exitCode = Main.run(command.split(" "), both, both, System.getenv());
      out.print(exitCode + " " + said.toString(StandardCharsets.UTF_8) + "\f");
      out.flush();
    }
  }
}
