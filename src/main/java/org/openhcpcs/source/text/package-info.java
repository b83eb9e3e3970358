/**
 * Bytes as text: the lines of a file in windows-1252 or UTF-8, quotation marks that went through a
 * wrong code page, dates as people type them, what a code can look like, and the characters of one
 * field as its value.
 */
@NullMarked
package org.openhcpcs.source.text;

import org.jspecify.annotations.NullMarked;
