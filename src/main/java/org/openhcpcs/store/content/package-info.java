/**
 * What a release brings, in the database: its records, each once, its files and findings, its
 * companions and what is known of indicator values.
 */
@NullMarked
package org.openhcpcs.store.content;

import org.jspecify.annotations.NullMarked;
