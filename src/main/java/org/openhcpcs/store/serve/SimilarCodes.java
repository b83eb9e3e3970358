package org.openhcpcs.store.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.StringJoiner;
import org.openhcpcs.store.serve.CodeCatalog.Entry;

/**
 * Which codes are like a code. The function {@code hcpcs.similar_codes} of the database says the
 * same in SQL; tests compare them. Of words that are equally rare, the one that comes first in the
 * list of all counts first.
 */
public final class SimilarCodes {

  private static final int COMPARED = 60;
  private static final int MOST_STEMS = 20;
  private static final int MOST_WORDS = 5;

  /** The family of a catch-all code are those that have its words, whatever else they have. */
  private static final Set<String> CATCH_ALL = Set.of("otherwis", "unlist");

  private static final double GENERALITY = 0.7f;

  private final List<Entry> entries;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Stem> stems;
  private final int[][] codesOf;

  /**
   * @param entries ascending by code
   * @param stems the heaviest first; those of entries are places in it
   */
  SimilarCodes(List<Entry> entries, List<Stem> stems) {
    this.entries = List.copyOf(entries);
    this.stems = List.copyOf(stems);
    int[] sizes = new int[stems.size()];
    entries.forEach(entry -> Arrays.stream(entry.stems()).forEach(stem -> sizes[stem]++));
    codesOf = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    for (int i = 0; i < entries.size(); i++) {
      numbers.put(entries.get(i).code(), i);
      for (int stem : entries.get(i).stems()) {
        codesOf[stem][codesOf[stem].length - sizes[stem]--] = i;
      }
    }
  }

  /**
   * A stem of words.
   *
   * @param weight how rare it is
   * @param documents how many codes have the commonest of its words
   * @param word that word
   */
  record Stem(String lexeme, double weight, int documents, String word) {}

  /**
   * A code that is like another.
   *
   * @param score likeness, 0 to 1
   * @param reason what the two have in common, in words
   */
  public record Similar(Entry entry, float score, String reason) {}

  /**
   * The most alike first.
   *
   * @param named codes that are compared whatever words they have
   * @param successors codes that replace it
   */
  List<Similar> to(Entry own, List<Entry> named, Set<String> successors, int most) {
    Map<String, Entry> candidates = new HashMap<>();
    near(own).forEach(entry -> candidates.put(entry.code(), entry));
    named.forEach(entry -> candidates.put(entry.code(), entry));
    candidates.remove(own.code());
    return candidates.values().stream()
        .map(other -> new Comparison(own, other, successors))
        .filter(Comparison::isAlike)
        .sorted(
            Comparator.comparingDouble((Comparison each) -> -each.score)
                .thenComparing(each -> each.other.code()))
        .limit(most)
        .map(each -> new Similar(each.other, each.score, each.reason()))
        .toList();
  }

  /** A code by its place, the least near first; of equals the last. */
  private record Near(int code, double weight) implements Comparable<Near> {

    @Override
    public int compareTo(Near other) {
      int order = Double.compare(weight, other.weight);
      return order == 0 ? Integer.compare(other.code, code) : order;
    }
  }

  /** Whose rare words have the greatest weight together. */
  private List<Entry> near(Entry own) {
    int[] essence = essence(own);
    int all = Math.min(MOST_STEMS, essence.length);
    int telling = telling(essence, all);
    double[] near = new double[entries.size()];
    double[] common = new double[entries.size()];
    for (int i = 0; i < all; i++) {
      double weight = stems.get(essence[i]).weight();
      for (int code : codesOf[essence[i]]) {
        if (i < telling) {
          near[code] += weight;
        } else {
          common[code] += weight;
        }
      }
    }
    int self = Objects.requireNonNull(numbers.get(own.code()));
    PriorityQueue<Near> best = new PriorityQueue<>(COMPARED + 1);
    double enough = 0;
    for (int code = 0; code < near.length; code++) {
      double weight = near[code] + common[code];
      if (near[code] > 0 && weight > enough && code != self) { // of equals the first code is taken
        best.add(new Near(code, weight));
        if (best.size() > COMPARED) {
          best.remove();
          enough = best.element().weight();
        }
      }
    }
    return best.stream().map(each -> entries.get(each.code())).toList();
  }

  /**
   * How many of its stems are looked for: sixty codes weigh enough by one word, so that codes which
   * share only commoner words, all of which weigh less, are not near.
   */
  private int telling(int[] essence, int all) {
    double enough =
        Arrays.stream(essence)
            .filter(stem -> stems.get(stem).documents() > COMPARED)
            .mapToDouble(stem -> stems.get(stem).weight())
            .max()
            .orElse(0);
    int telling = all;
    double common = 0;
    while (telling > 0 && common + stems.get(essence[telling - 1]).weight() < enough) {
      common += stems.get(essence[--telling]).weight();
    }
    return telling;
  }

  /** The stems by which a code is compared, the heaviest first. */
  private static int[] essence(Entry entry) {
    int[] essence = new int[entry.stems().length];
    int size = 0;
    for (int i = 0; i < essence.length; i++) {
      if (entry.counts()[i] > 0) {
        essence[size++] = entry.stems()[i];
      }
    }
    return Arrays.copyOf(essence, size);
  }

  /** Two codes side by side. */
  private final class Comparison {

    private final Entry own;
    private final Entry other;
    private final boolean isSuccessor;
    private final boolean isReferredTo;
    private final List<Stem> shared = new ArrayList<>();
    private final double likeness;
    private final float score;

    Comparison(Entry own, Entry other, Set<String> successors) {
      this.own = own;
      this.other = other;
      isSuccessor = successors.contains(other.code());
      isReferredTo = own.crossReferences().contains(other.code());
      double generality = isCatchAll() ? 1 : GENERALITY;
      double weight = weightOfShared();
      likeness =
          weight == 0
              ? 0
              : weight
                  / (Math.pow(weight(own), generality) * Math.pow(weight(other), 1 - generality));
      score = (float) (isSuccessor ? 1 : isReferredTo ? 0.95 : score());
    }

    boolean isAlike() {
      return likeness >= 0.1 || isSuccessor || isReferredTo;
    }

    private boolean isCatchAll() {
      for (int stem : own.stems()) {
        if (CATCH_ALL.contains(stems.get(stem).lexeme())) {
          return true;
        }
      }
      return false;
    }

    private double weight(Entry entry) {
      double weight = 0;
      for (int i = 0; i < entry.stems().length; i++) {
        weight += entry.counts()[i] * stems.get(entry.stems()[i]).weight();
      }
      return weight;
    }

    private double weightOfShared() {
      double weight = 0;
      int mine = 0;
      int its = 0;
      while (mine < own.stems().length && its < other.stems().length) {
        int order = Integer.compare(own.stems()[mine], other.stems()[its]);
        if (order == 0) {
          int times = Math.min(own.counts()[mine], other.counts()[its]);
          if (times > 0) {
            Stem stem = stems.get(own.stems()[mine]);
            weight += times * stem.weight();
            shared.add(stem);
          }
        }
        mine += order <= 0 ? 1 : 0;
        its += order >= 0 ? 1 : 0;
      }
      return weight;
    }

    private double score() {
      int distance = Math.min(distance(), 200);
      return 0.9
          * (0.65 * likeness
              + (hasBetos() ? 0.1 : 0)
              + (hasSection() ? 0.05 : 0)
              + (hasPricing() ? 0.05 : 0)
              + (hasCoverage() ? 0.05 : 0)
              + (200 - distance) / 2000.0)
          * (other.status().equals("active") ? 1 : 0.8);
    }

    private boolean hasBetos() {
      return other.betos() != null && other.betos().equals(own.betos());
    }

    private boolean hasPricing() {
      return other.pricing() != null && other.pricing().equals(own.pricing());
    }

    private boolean hasCoverage() {
      return other.coverage() != null && other.coverage().equals(own.coverage());
    }

    private boolean hasSection() {
      return other.isProcedure() && other.code().charAt(0) == own.code().charAt(0);
    }

    /** How far the numbers of two codes of a section are from each other. */
    private int distance() {
      return hasSection() && isNumbered(own) && isNumbered(other)
          ? Math.abs(number(own) - number(other))
          : Integer.MAX_VALUE;
    }

    private static boolean isNumbered(Entry entry) {
      String code = entry.code();
      for (int i = 1; i < code.length(); i++) {
        if (code.charAt(i) < '0' || code.charAt(i) > '9') {
          return false;
        }
      }
      return entry.isProcedure();
    }

    private static int number(Entry entry) {
      return Integer.parseInt(entry.code().substring(1));
    }

    String reason() {
      StringJoiner reason = new StringJoiner("; ");
      if (isSuccessor || isReferredTo) {
        reason.add(isSuccessor ? "replaces it" : "its cross reference");
      }
      List<String> words =
          shared.stream()
              .sorted(Comparator.comparingDouble(Stem::weight).reversed().thenComparing(Stem::word))
              .map(Stem::word)
              .filter(word -> word.length() > 2)
              .limit(MOST_WORDS)
              .toList();
      if (!words.isEmpty()) {
        reason.add("shares " + String.join(", ", words));
      }
      if (hasBetos()) {
        reason.add("same BETOS " + other.betos());
      } else if (hasSection()) {
        reason.add("same section");
      }
      if (hasPricing() || hasCoverage()) {
        reason.add(
            "same "
                + (hasPricing() ? "pricing" : "")
                + (hasPricing() && hasCoverage() ? " and " : "")
                + (hasCoverage() ? "coverage" : ""));
      }
      int distance = distance();
      if (distance <= 50) {
        reason.add(distance == 1 ? "next code" : distance + " codes away");
      }
      return reason.toString();
    }
  }
}
