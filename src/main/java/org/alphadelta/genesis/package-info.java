/**
 * The start of a chain: parameters, the deterministic genesis generated from them, governors'
 * attestations of it, agreement on one, and the upgrade certificate that ties a chain to its
 * predecessor.
 *
 * <p>Must not know: files, sockets, actors. Read first: {@link
 * org.alphadelta.genesis.GenesisParameters}, {@link org.alphadelta.genesis.GenesisGenerator},
 * {@link org.alphadelta.genesis.GenesisAgreement}, {@link
 * org.alphadelta.genesis.UpgradeCertificate}.
 */
@NullMarked
package org.alphadelta.genesis;

import org.jspecify.annotations.NullMarked;
