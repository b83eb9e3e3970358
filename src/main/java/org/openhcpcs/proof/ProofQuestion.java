package org.openhcpcs.proof;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.openhcpcs.code.CodeRecord;

/**
 * What is asked of a code: whether it was valid.
 *
 * @param code the code or modifier, in capitals
 * @param on the date of service
 * @param knownOn the day whose knowledge counts
 * @param modifiers the modifiers that were billed with it, in capitals
 */
public record ProofQuestion(String code, LocalDate on, LocalDate knownOn, List<String> modifiers) {

  /** Takes them as somebody wrote them. */
  public ProofQuestion {
    code = CodeRecord.codeOf(code);
    modifiers = modifiers.stream().map(CodeRecord::codeOf).filter(each -> !each.isEmpty()).toList();
  }

  /** The code and its modifiers, each once. */
  public Set<String> codes() {
    Set<String> codes = new LinkedHashSet<>();
    codes.add(code);
    codes.addAll(modifiers);
    return codes;
  }
}
