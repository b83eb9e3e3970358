package org.openhcpcs.cli;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the path of an option or operand. Java takes an empty one, as a shell writes for a variable
 * that is not set, for the folder that one is in.
 */
final class GivenPath implements CommandLine.ITypeConverter<Path> {

  @Override
  public Path convert(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("it is empty; name a file or folder, . for this folder");
    }
    return Path.of(text);
  }
}
