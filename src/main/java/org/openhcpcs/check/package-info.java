/**
 * The rules that look at a parsed release. Each yields findings; none changes what CMS published.
 */
@NullMarked
package org.openhcpcs.check;

import org.jspecify.annotations.NullMarked;
