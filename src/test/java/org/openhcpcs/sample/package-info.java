/**
 * Releases that are no CMS publications: two small invented editions that ship in {@code input/},
 * synthetic editions of any size for tests and benchmarks, and the writer that gives both the true
 * form of CMS's files.
 */
@NullMarked
package org.openhcpcs.sample;

import org.jspecify.annotations.NullMarked;
