package org.openhcpcs.cli;

import java.util.List;
import java.util.stream.Collectors;
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

  /**
   * Has a command line and its subcommands read all their enumerations so. No lambda, which would
   * keep picocli's largest class out of the class-data archive.
   */
  static void readBy(CommandLine line) {
    for (CommandLine.Model.ArgSpec argument : line.getCommandSpec().args()) {
      for (Class<?> type : argument.auxiliaryTypes()) {
        if (type.isEnum()) {
          register(line, type);
        }
      }
    }
    for (CommandLine command : line.getSubcommands().values()) {
      readBy(command);
    }
  }

  private static <E> void register(CommandLine line, Class<E> type) {
    line.registerConverter(type, new EnumeratedWords<>(type));
  }

  @Override
  public E convert(String text) {
    for (E value : values) {
      if (value.toString().equalsIgnoreCase(text)) {
        return value;
      }
    }
    throw new TypeConversionException(text + " is none of " + words());
  }

  private String words() {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
