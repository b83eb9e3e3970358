package org.openhcpcs.cli.load;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.openhcpcs.check.gate.Gate;
import org.openhcpcs.check.gate.GateLimits;
import org.openhcpcs.job.load.Gates;
import picocli.CommandLine.Option;

/** What the gates of a command let pass. */
final class GateOptions {

  @Option(
      names = "--accept",
      paramLabel = "GATE",
      description =
          "publish although this gate refuses: ${COMPLETION-CANDIDATES}; may be given several times")
  private Set<Gate> accepted = Set.of();

  @Option(
      names = "--limit",
      paramLabel = "GATE=LIMIT",
      description =
          "let this gate pass a number (20), a share (5%%), or whichever is more (\"20 or 5%%\"); may be given several times")
  private Map<String, String> limits = Map.of();

  /**
   * The defaults, changed by the file in the input folder, changed by the options.
   *
   * @param inputFolder the folder, if there is one
   */
  Gates gates(Optional<Path> inputFolder) {
    GateLimits all = InputFolder.gateLimits(inputFolder);
    for (Map.Entry<String, String> limit : limits.entrySet()) {
      all =
          all.with(
              "--limit " + limit.getKey() + "=" + limit.getValue(),
              limit.getKey(),
              limit.getValue());
    }
    return new Gates(all, accepted, System.getProperty("user.name", ""));
  }

  /** The options as they are given, for the run log. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    accepted.stream().sorted().forEach(gate -> line.append(" --accept ").append(gate.label()));
    new TreeMap<>(limits)
        .forEach((gate, limit) -> line.append(" --limit ").append(gate).append('=').append(limit));
    return line.toString();
  }
}
