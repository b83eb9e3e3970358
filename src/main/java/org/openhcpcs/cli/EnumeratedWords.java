package org.openhcpcs.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a word of an option that takes one of a few, in small letters or capitals; where it is none
 * of them, says them as they are written.
 */
final class EnumeratedWords<E> implements CommandLine.ITypeConverter<E> {

  private final List<E> values;

  private EnumeratedWords(Class<E> type) {
    this.values = List.of(type.getEnumConstants());
  }

  /** Has a command line and its subcommands read all their enumerations so. */
  static void readBy(CommandLine line) {
    types(line).distinct().forEach(type -> register(line, type));
  }

  private static Stream<Class<?>> types(CommandLine line) {
    return Stream.concat(
        line.getCommandSpec().args().stream()
            .flatMap(argument -> Arrays.stream(argument.auxiliaryTypes()))
            .filter(Class::isEnum),
        line.getSubcommands().values().stream().flatMap(EnumeratedWords::types));
  }

  private static <E> void register(CommandLine line, Class<E> type) {
    line.registerConverter(type, new EnumeratedWords<>(type));
  }

  @Override
  public E convert(String text) {
    return values.stream()
        .filter(value -> value.toString().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException(text + " is none of " + words()));
  }

  private String words() {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
