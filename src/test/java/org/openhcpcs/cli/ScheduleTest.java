package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.output.Terminal;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** What the documents offer to schedulers is what they understand, and the program, too. */
class ScheduleTest {

  private static final String PROGRAM = "/opt/openhcpcs/hcpcs";
  private static final Path PAGE = Path.of("src/site/operate/schedule.md");
  private static final Path UNITS = Path.of("src/site/operate/units");
  private static final Pattern CRON_FIELD =
      Pattern.compile("\\*|(\\d+)(?:-(\\d+))?(?:,\\d+(?:-\\d+)?)*");

  @TempDir private Path folder;

  /** The files for schedulers with one of some endings, by their names; the page leads to each. */
  private static SortedMap<String, String> units(String endings) throws IOException {
    String page = Files.readString(PAGE);
    SortedMap<String, String> units = new TreeMap<>();
    try (Stream<Path> files = Files.list(UNITS)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.matches(".*\\.(" + endings + ")")) {
          assertThat(page).contains("(units/" + name + ")");
          units.put(name, Files.readString(file));
        }
      }
    }
    return units;
  }

  /** Reads a command line as the program would, and does nothing. */
  private static void understands(List<String> words) {
    understands("refresh", words);
  }

  private static void understands(String command, List<String> words) {
    assertThat(words).first().isEqualTo(PROGRAM);
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(nowhere, nowhere, Map.of());
    String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
    CommandLine.ParseResult parsed =
        Main.line(new HcpcsCommand(terminal), arguments).parseArgs(arguments);
    assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(command);
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", List.of(command), said).isZero();
    return said;
  }

  private static boolean hasSystemd() {
    return Files.isExecutable(Path.of("/usr/bin/systemd-analyze"));
  }

  @Test
  void systemdUnderstandsItsUnits() throws IOException, InterruptedException {
    SortedMap<String, String> units = units("service|timer");
    assertThat(units)
        .containsOnlyKeys("openhcpcs-serve.service", "openhcpcs.service", "openhcpcs.timer");
    List<String> command = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
    String here = Path.of("hcpcs").toAbsolutePath().toString();
    for (Map.Entry<String, String> unit : units.entrySet()) {
      Path file = folder.resolve(unit.getKey());
      Files.writeString(file, unit.getValue().replace(PROGRAM, here));
      command.add(file.toString());
    }
    Matcher start =
        Pattern.compile("^ExecStart=(.*)$", Pattern.MULTILINE)
            .matcher(String.join("", units.values()));
    assertThat(start.find()).isTrue();
    understands("serve", List.of(start.group(1).split(" ", -1)));
    assertThat(start.find()).isTrue();
    understands(List.of(start.group(1).split(" ", -1)));
    assertThat(units.values()).noneMatch(unit -> unit.contains("SuccessExitStatus"));
    assumeTrue(hasSystemd(), "systemd-analyze is not there to verify the units");
    assertThat(run(command.toArray(String[]::new))).doesNotContain("openhcpcs");
  }

  @Test
  void systemdUnderstandsEveryCalendar() throws IOException, InterruptedException {
    Matcher calendar =
        Pattern.compile("OnCalendar=([^\n`]+)")
            .matcher(units("timer").values() + "\n" + Files.readString(PAGE));
    List<String> calendars = new ArrayList<>();
    while (calendar.find()) {
      calendars.add(calendar.group(1));
    }
    assertThat(calendars).hasSize(3);
    assumeTrue(hasSystemd(), "systemd-analyze is not there to read the calendars");
    for (String each : calendars) {
      assertThat(run("systemd-analyze", "calendar", each))
          .contains("Next elapse: ")
          .doesNotContain("never");
    }
  }

  @Test
  void cronUnderstandsItsTable() throws IOException {
    SortedMap<String, String> tables = units("crontab");
    assertThat(tables).hasSize(1);
    List<String> jobs = new ArrayList<>();
    for (String line : String.join("", tables.values()).lines().toList()) {
      if (line.matches("[A-Z_]+=\\S+")) {
        continue;
      }
      String[] words = line.split(" ", 6);
      assertThat(words).as(line).hasSize(6);
      isCron(words);
      assertThat(words[5]).doesNotContain("%"); // cron's line break
      Matcher command = Pattern.compile("\\$\\((.*) 2>&1\\)").matcher(words[5]);
      assertThat(command.find()).as(line).isTrue();
      understands(List.of(command.group(1).split(" ", -1)));
      jobs.add(line);
    }
    assertThat(jobs).hasSize(3);
  }

  /** Minute, hour, day of the month, month, day of the week. */
  private static void isCron(String[] fields) {
    int[] least = {0, 0, 1, 1, 0};
    int[] most = {59, 23, 31, 12, 7};
    for (int i = 0; i < least.length; i++) {
      assertThat(fields[i]).matches(CRON_FIELD);
      Matcher numbers = Pattern.compile("\\d+").matcher(fields[i]);
      while (numbers.find()) {
        assertThat(Integer.parseInt(numbers.group())).isBetween(least[i], most[i]);
      }
    }
  }

  @Test
  void kubernetesUnderstandsItsObjects() throws IOException {
    SortedMap<String, String> yaml = units("yaml");
    assertThat(yaml).hasSize(1);
    List<Object> documents =
        StreamSupport.stream(
                new Yaml(new SafeConstructor(new LoaderOptions()))
                    .loadAll(String.join("", yaml.values()))
                    .spliterator(),
                false)
            .toList();
    assertThat(documents.stream().map(each -> at(each, "apiVersion") + " " + at(each, "kind")))
        .containsExactly("batch/v1 CronJob", "v1 PersistentVolumeClaim", "v1 Secret");
    Object job = documents.get(0);
    isCron(String.valueOf(at(job, "spec.schedule")).split(" ", -1));
    assertThat(at(job, "spec.concurrencyPolicy")).isEqualTo("Forbid");
    Object pod = at(job, "spec.jobTemplate.spec.template.spec");
    assertThat(at(pod, "restartPolicy")).isEqualTo("Never"); // a podFailurePolicy asks for it
    Object container = at(pod, "containers.0");
    understands(((List<?>) at(container, "command")).stream().map(String::valueOf).toList());
    List<?> volumes = (List<?>) at(pod, "volumes");
    List<?> mounts = (List<?>) at(container, "volumeMounts");
    assertThat(mounts.stream().map(each -> at(each, "name")).toList())
        .isEqualTo(volumes.stream().map(each -> at(each, "name")).toList());
    assertThat(at(pod, "volumes.0.persistentVolumeClaim.claimName"))
        .isEqualTo(at(documents.get(1), "metadata.name"));
    Map<?, ?> secret = (Map<?, ?>) at(documents.get(2), "stringData");
    for (Object variable : (List<?>) at(container, "env")) {
      if (((Map<?, ?>) variable).containsKey("valueFrom")) {
        Map<?, ?> key = (Map<?, ?>) at(variable, "valueFrom.secretKeyRef");
        assertThat(key.get("name")).isEqualTo(at(documents.get(2), "metadata.name"));
        assertThat(secret.containsKey(key.get("key"))).as(String.valueOf(key)).isTrue();
      }
    }
  }

  /** What lies at a path of names and places in a list. */
  private static Object at(Object object, String path) {
    Object value = object;
    for (String step : path.split("\\.", -1)) {
      Object next =
          value instanceof List<?> list
              ? list.get(Integer.parseInt(step))
              : ((Map<?, ?>) value).get(step);
      if (next == null) {
        throw new AssertionError("there is no " + path);
      }
      value = next;
    }
    return value;
  }
}
