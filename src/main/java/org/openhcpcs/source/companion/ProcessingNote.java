package org.openhcpcs.source.companion;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A numbered note of Appendix A of the HCPCS manual, which the processing note field of a record
 * points at.
 *
 * @param code four digits
 * @param text the note in one line, as published
 * @param deletedOn when CMS deleted it, for a note that says so
 */
public record ProcessingNote(String code, String text, Optional<LocalDate> deletedOn) {}
