package org.openhcpcs.store.read;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.openhcpcs.code.Indicator;

/**
 * What coded values meant on a day: of each value the newest wording stated by then, else the
 * oldest one stated after. A layout that comes later leaves it as it is.
 *
 * @param words what the values of each indicator mean
 * @param sections the title of each section by its letter
 */
public record FeedVocabulary(
    Map<Indicator, Map<String, String>> words, Map<String, String> sections) {

  public FeedVocabulary {
    words = new EnumMap<>(words);
    sections = Map.copyOf(sections);
  }

  /** What a value means; empty if no document says it. */
  public Optional<String> meaning(Indicator indicator, String value) {
    return Optional.ofNullable(words.getOrDefault(indicator, Map.of()).get(value));
  }

  /** The title of the section that a procedure code belongs to, by its first letter. */
  public Optional<String> section(String letter) {
    return Optional.ofNullable(sections.get(letter));
  }

  /** Every documented value of an indicator, and what it means. */
  public Map<String, String> values(Indicator indicator) {
    return Map.copyOf(words.getOrDefault(indicator, Map.of()));
  }
}
