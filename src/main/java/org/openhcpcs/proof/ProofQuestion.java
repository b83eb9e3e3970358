package org.openhcpcs.proof;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is asked of a code: whether it was valid.
 *
 * @param code the code or modifier, in capitals
 * @param on the date of service
 * @param knownOn the day whose knowledge counts
 * @param modifiers the modifiers that were billed with it, in capitals
 */
public record ProofQuestion(String code, LocalDate on, LocalDate knownOn, List<String> modifiers) {

  public ProofQuestion {
    modifiers = List.copyOf(modifiers);
  }

  /** The code and its modifiers, each once. */
  public Set<String> codes() {
    Set<String> codes = new LinkedHashSet<>();
    codes.add(code);
    codes.addAll(modifiers);
    return codes;
  }
}
