package org.openhcpcs.sample;

import java.io.IOException;
import java.nio.file.Path;
import org.openhcpcs.code.Edition;

/** Writes synthetic editions, a zip each. */
public final class SyntheticMain {

  private static final double SHARE_OF_CHANGES = 0.03;

  private SyntheticMain() {}

  /**
   * Writes them.
   *
   * @param args the folder, codes in the first edition, how many editions, and the share of records
   *     that each changes, 0.03 unless given
   */
  public static void main(String[] args) throws IOException {
    write(
        Path.of(args[0]),
        Integer.parseInt(args[1]),
        Integer.parseInt(args[2]),
        args.length > 3 ? Double.parseDouble(args[3]) : SHARE_OF_CHANGES);
  }

  /** Writes so many editions into a folder, the first with so many codes. */
  public static void write(Path folder, int codes, int editions) throws IOException {
    write(folder, codes, editions, SHARE_OF_CHANGES);
  }

  private static void write(Path folder, int codes, int editions, double share) throws IOException {
    for (SampleRelease release :
        new SyntheticReleases(7, codes, share, new Edition(2010, 1), editions)) {
      SampleWriter.writeZip(release, folder);
    }
  }
}
