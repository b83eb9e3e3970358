package org.openhcpcs.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Damages a text file in one to six ways: bytes changed, lost, added; lines cut, trimmed, doubled,
 * swapped, joined, widened; other line ends, another encoding, a truncated file. The same seed
 * gives the same damage.
 */
final class Mutant {

  private static final byte[] TELLING =
      "\0\t\r\n\u001a 0345789AZ*-\u0081\u0092\u00a0\u00c3\u00a9\u00c6\u00ff"
          .getBytes(StandardCharsets.ISO_8859_1);

  private final Random random;
  private byte[] bytes;

  private Mutant(byte[] original, long seed) {
    this.random = new Random(seed);
    this.bytes = original.clone();
  }

  static byte[] of(byte[] original, long seed) {
    Mutant mutant = new Mutant(original, seed);
    for (int left = 1 + mutant.random.nextInt(6); left > 0; left--) {
      mutant.damage();
    }
    return mutant.bytes;
  }

  private void damage() {
    switch (random.nextInt(14)) {
      case 0, 1 -> replace(place(), 1, new byte[] {(byte) random.nextInt(256)});
      case 2, 3 -> replace(place(), 1, telling(1));
      case 4 -> replace(place(), 0, telling(1 + random.nextInt(3)));
      case 5 -> replace(place(), 1 + random.nextInt(3), new byte[0]);
      case 6 -> replace(place(), random.nextInt(600), new byte[0]);
      case 7 -> replace(place(), 0, new byte[random.nextInt(700)]);
      case 8 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 9 -> startOfALine(TELLING[random.nextInt(TELLING.length)]);
      case 10 -> encode();
      default -> damageLines();
    }
  }

  private void damageLines() {
    List<String> lines = new ArrayList<>(Arrays.asList(latin().split("\n", -1)));
    int some = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    switch (random.nextInt(8)) {
      case 0 -> lines.add(other, lines.get(some));
      case 1 -> Collections.swap(lines, some, other);
      case 2 -> lines.remove(some);
      case 3 -> lines.replaceAll(String::stripTrailing);
      case 4 -> lines.replaceAll(line -> line.stripTrailing() + "\r");
      case 5 -> lines.set(some, lines.get(some).stripTrailing() + " ".repeat(other) + "tail\r");
      case 6 -> lines.set(some, lines.get(some) + lines.get(other));
      default -> lines.set(some, lines.get(some).stripLeading());
    }
    bytes = String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Damages the first eleven positions of a line, which decide what it is. */
  private void startOfALine(byte value) {
    int end = latin().indexOf('\n', place());
    int position = end + 1 + random.nextInt(11);
    if (position < bytes.length) {
      bytes[position] = value;
    }
  }

  private void encode() {
    String text = new String(bytes, Charset.forName("windows-1252"));
    bytes = ((random.nextBoolean() ? "\uFEFF" : "") + text).getBytes(StandardCharsets.UTF_8);
  }

  private void replace(int position, int length, byte[] by) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream(bytes.length + by.length);
    int rest = Math.min(position + length, bytes.length);
    changed.write(bytes, 0, position);
    changed.writeBytes(by);
    changed.write(bytes, rest, bytes.length - rest);
    bytes = changed.toByteArray();
  }

  private byte[] telling(int count) {
    byte[] some = new byte[count];
    for (int i = 0; i < count; i++) {
      some[i] = TELLING[random.nextInt(TELLING.length)];
    }
    return some;
  }

  private int place() {
    return random.nextInt(bytes.length + 1);
  }

  private String latin() {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
