package org.openhcpcs.code.site;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A text that a site keeps on a code.
 *
 * @param file the file that it stands in, below the folder of all notes
 * @param position which of the sections of the file it is, 1-based
 * @param code the code or modifier, of any level
 * @param section the section's heading
 * @param body the text, in Markdown
 * @param source who wrote it
 * @param notedOn its date; null if it is not given
 */
public record CodeNote(
    String file,
    int position,
    String code,
    String section,
    String body,
    String source,
    @Nullable LocalDate notedOn) {}
