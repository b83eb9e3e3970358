package org.openhcpcs.proof;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first place at which a receipt says something else than it should.
 *
 * @param place where, as {@code editions[3].lines[0].raw}
 * @param what what it says there and what it should say
 */
record Difference(String place, String what) {

  private static final int SHOWN = 60;

  /** The first difference between what should be there and what is. */
  static Optional<Difference> between(String place, @Nullable Object wanted, @Nullable Object is) {
    if (wanted instanceof Map<?, ?> a && is instanceof Map<?, ?> b) {
      return betweenObjects(place, a, b);
    }
    if (wanted instanceof List<?> a && is instanceof List<?> b) {
      for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
        Optional<Difference> first = between(place + "[" + i + "]", a.get(i), b.get(i));
        if (first.isPresent()) {
          return first;
        }
      }
      return a.size() == b.size()
          ? Optional.empty()
          : Optional.of(
              new Difference(
                  place, "there are " + b.size() + "; the archives bear out " + a.size()));
    }
    return Objects.equals(wanted, is)
        ? Optional.empty()
        : Optional.of(new Difference(place, texts(wanted, is)));
  }

  private static Optional<Difference> betweenObjects(String place, Map<?, ?> a, Map<?, ?> b) {
    Iterator<?> names = b.keySet().iterator();
    for (Map.Entry<?, ?> member : a.entrySet()) {
      String at = (place.isEmpty() ? "" : place + ".") + member.getKey();
      if (!b.containsKey(member.getKey())) {
        return Optional.of(new Difference(at, "it is missing"));
      }
      Optional<Difference> first = between(at, member.getValue(), b.get(member.getKey()));
      if (first.isPresent()) {
        return first;
      }
      if (!member.getKey().equals(names.next())) {
        return Optional.of(new Difference(at, "it does not stand in its place"));
      }
    }
    return names.hasNext()
        ? Optional.of(
            new Difference(
                (place.isEmpty() ? "" : place + ".") + names.next(), "no receipt has it there"))
        : Optional.empty();
  }

  /** Of long texts the part around the first character that differs. */
  private static String texts(@Nullable Object wanted, @Nullable Object is) {
    String a = shown(wanted);
    String b = shown(is);
    int same = 0;
    while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    String where = a.length() > SHOWN ? " from character " + (same + 1) + " on" : "";
    int from = a.length() > SHOWN ? same : 0;
    return "the receipt says " + cut(b, from) + where + "; the archives say " + cut(a, from);
  }

  private static String shown(@Nullable Object value) {
    return value instanceof Map || value instanceof List
        ? "something of another kind"
        : String.valueOf(value);
  }

  private static String cut(String text, int from) {
    String part = text.substring(Math.min(from, text.length()));
    return "\"" + (part.length() > SHOWN ? part.substring(0, SHOWN) + "..." : part) + "\"";
  }
}
