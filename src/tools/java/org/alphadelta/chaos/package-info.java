/**
 * Fault injection: disks, networks and peers that fail on purpose, and the simulator that drives
 * the real components through them.
 *
 * <p>Never on the class path of a running node. Read first: {@link
 * org.alphadelta.chaos.Simulation}, {@link org.alphadelta.chaos.Twins}, {@link
 * org.alphadelta.chaos.FaultyDisk}.
 */
@NullMarked
package org.alphadelta.chaos;

import org.jspecify.annotations.NullMarked;
