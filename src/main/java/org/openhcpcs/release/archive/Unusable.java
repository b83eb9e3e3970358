package org.openhcpcs.release.archive;

import java.nio.file.Path;
import org.openhcpcs.code.HcpcsException;

/**
 * Something that was met and cannot be used.
 *
 * @param container the zip, the loose file, or the folder
 * @param why what is wrong with it, in one line that begins with its place and name
 */
public record Unusable(Container container, HcpcsException why) {

  /** A file of a release; readers name files without their place. */
  public static Unusable of(PublishedFile file, HcpcsException why) {
    String message = String.valueOf(why.getMessage());
    String place = file.container().shown();
    if (message.startsWith(place)) {
      return new Unusable(file.container(), why);
    }
    String named =
        !file.isZipped() && message.startsWith(file.name() + ":")
            ? message.substring(file.name().length())
            : ": " + message;
    return new Unusable(file.container(), new HcpcsException(why.errorCode(), place + named, why));
  }

  public Path path() {
    return container.path();
  }
}
