package org.openhcpcs.claim;

import java.util.List;

/**
 * What a claim line asks. Days count from 1970-01-01.
 *
 * @param code the code, in capitals
 * @param day the date of service
 * @param knownOn the day whose knowledge counts
 * @param modifiers the modifiers, in their order
 */
public record ClaimQuestion(String code, int day, int knownOn, List<String> modifiers) {

  public ClaimQuestion {
    modifiers = List.copyOf(modifiers);
  }
}
