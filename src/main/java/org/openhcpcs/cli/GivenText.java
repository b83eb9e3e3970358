package org.openhcpcs.cli;

import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the text of an option or operand. An empty one, as a shell writes for a variable that is
 * not set, would be taken for none: the filter that it is for would let everything pass, and an
 * address be every address.
 */
final class GivenText implements CommandLine.ITypeConverter<String> {

  @Override
  public String convert(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("it is empty; give a value, or leave it out");
    }
    return text;
  }
}
