/** What one billed unit of a code stands for, read from the words of its description. Pure. */
@NullMarked
package org.openhcpcs.code.unit;

import org.jspecify.annotations.NullMarked;
