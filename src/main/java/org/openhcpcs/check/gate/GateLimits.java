package org.openhcpcs.check.gate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * The limit of every gate. The defaults lie between what CMS's editions of 2012 to 2023 show,
 * compared pair by pair, and what a file shows that was cut or shifted.
 *
 * @param limits one per gate
 */
public record GateLimits(Map<Gate, Limit> limits) {

  /** What holds where nobody says something else. */
  public static final GateLimits DEFAULT =
      new GateLimits(
          Map.of(
              Gate.LAYOUT, Limit.of(0, 0),
              Gate.REJECTS, Limit.of(5, 1),
              Gate.CODES, Limit.of(1, 80),
              Gate.VANISHED, Limit.of(100, 1),
              Gate.TERMINATED, Limit.of(100, 10),
              Gate.TEXTS, Limit.of(100, 10),
              Gate.UNDECODED, Limit.of(100, 5),
              Gate.DATES, Limit.of(100, 5)));

  public GateLimits {
    limits = Map.copyOf(limits);
    if (limits.size() != Gate.values().length) {
      throw new IllegalArgumentException("a limit is missing: " + limits);
    }
  }

  /** The limit of a gate. */
  public Limit of(Gate gate) {
    return Objects.requireNonNull(limits.get(gate));
  }

  /**
   * The same limits but for one.
   *
   * @param where what an error message begins with, such as {@code --limit vanished=5%}
   * @param gate the label of a gate
   * @param limit as {@link Limit#parse} reads it
   * @throws HcpcsException USAGE if there is no such gate, or the limit is none
   */
  public GateLimits with(String where, String gate, String limit) {
    Gate changed =
        Gate.named(gate)
            .orElseThrow(
                () ->
                    ErrorCode.USAGE.failure(
                        "%s: there is no gate %s; gates are %s",
                        where,
                        gate,
                        Arrays.stream(Gate.values())
                            .map(Gate::label)
                            .collect(Collectors.joining(", "))));
    Map<Gate, Limit> all = new EnumMap<>(limits);
    all.put(
        changed,
        Limit.parse(limit)
            .orElseThrow(
                () ->
                    ErrorCode.USAGE.failure(
                        "%s: %s is no limit; write a number (20), a share up to 100%% (5%%), or both (20 or 5%%)",
                        where, limit)));
    return new GateLimits(all);
  }
}
