package org.openhcpcs.sample;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes the sample's zips anew: {@code args[0]} is the folder, which in this project is {@code
 * input}.
 */
public final class SampleMain {

  private SampleMain() {}

  public static void main(String[] args) throws IOException {
    for (SampleRelease release : SampleData.editions()) {
      SampleWriter.writeZip(release, Path.of(args[0]));
    }
  }
}
