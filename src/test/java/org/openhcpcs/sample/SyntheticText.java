package org.openhcpcs.sample;

import java.util.List;
import java.util.Random;

/**
 * Descriptions that read like CMS's and mean nothing. The same random numbers give the same text.
 */
final class SyntheticText {

  private static final List<String> THINGS =
      List.of(
          "Tubing set",
          "Support frame",
          "Wound cover",
          "Injection, zoravine",
          "Battery pack",
          "Training session",
          "Home visit",
          "Lens insert",
          "Catheter guide",
          "Feeding kit",
          "Brace liner",
          "Sample container",
          "Documented plan",
          "Alarm unit");
  private static final List<String> QUALITIES =
      List.of(
          "sterile",
          "any size",
          "re-usable",
          "with adjustable strap",
          "adult",
          "pediatric",
          "prefabricated",
          "custom fitted",
          "includes all components and accessories",
          "not used with any other program",
          "with written record of the result",
          "for use in the home",
          "single patient use",
          "when ordered by the treating physician",
          "battery operated",
          "low profile");
  private static final List<String> UNITS =
      List.of("each", "per pair", "per 15 minutes", "10 mg", "per day", "per session", "per box");

  private final Random random;

  SyntheticText(Random random) {
    this.random = random;
  }

  /** A long description: mostly one or two lines, one in fifty more than ten. */
  String longDescription() {
    StringBuilder text =
        new StringBuilder(one(THINGS)).append(" type ").append(random.nextInt(10_000));
    int qualities = random.nextInt(50) == 0 ? 40 : 1 + random.nextInt(5);
    for (int i = 0; i < qualities; i++) {
      text.append(", ").append(one(QUALITIES));
    }
    return text.append(", ").append(one(UNITS)).toString();
  }

  /** A short description of at most 28 characters. */
  String shortDescription() {
    return one(THINGS) + " " + random.nextInt(1000);
  }

  /** Any of the given words. */
  String one(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
