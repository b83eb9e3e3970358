/**
 * Why a release is not published before a person has looked: the gates, their limits, and the guard
 * that keeps Level I and dental codes out.
 */
@NullMarked
package org.openhcpcs.check.gate;

import org.jspecify.annotations.NullMarked;
