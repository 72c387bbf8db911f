package org.alphadelta.actor;

import java.util.Optional;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.Pins;
import org.alphadelta.store.Disk;
import org.alphadelta.store.HomeLayout;

/**
 * Shared by every shell on this machine: the disk, the home, the verifier, and the validator's key
 * if it has one.
 */
public record NodeEnvironment(
    Disk disk,
    HomeLayout home,
    SignatureVerifier verifier,
    Optional<Signer> validator,
    Pins pins) {}
