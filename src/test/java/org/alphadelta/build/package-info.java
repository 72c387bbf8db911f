/** What each of the three builds contains. These tests run Maven; they know nothing of the node. */
@NullMarked
package org.alphadelta.build;

import org.jspecify.annotations.NullMarked;
