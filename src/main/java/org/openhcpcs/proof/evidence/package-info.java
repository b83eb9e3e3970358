/**
 * What archives say: each is found by its SHA-256 and read for some codes alone, with the readers
 * that a load has. What no archive tells is stated by whoever asks.
 */
@NullMarked
package org.openhcpcs.proof.evidence;

import org.jspecify.annotations.NullMarked;
