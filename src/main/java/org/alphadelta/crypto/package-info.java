/**
 * Signing and verification, key files, certificates and the TLS between nodes: the only user of
 * BouncyCastle.
 *
 * <p>One Ed25519 verifier serves everything this project signs; the JDK verifies only inside TLS.
 * No security provider is registered or looked up by order. Must not know: what is signed and why,
 * committees, peers, actors, homes. Read first: {@link org.alphadelta.crypto.Ed25519}, {@link
 * org.alphadelta.crypto.KeyFile}, {@link org.alphadelta.crypto.NodeTls}.
 */
@NullMarked
package org.alphadelta.crypto;

import org.jspecify.annotations.NullMarked;
