package org.alphadelta.store;

import java.nio.file.Path;
import java.util.Optional;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.wire.Limits;

/**
 * The one attestation that a key ever makes for a network and generation: durable before it is
 * released, never replaced. Whether the pair is right is the caller's to check.
 */
public final class AttestationSlot {
  private final Path path;
  private final CheckedFile file;

  /** Result of {@link #attest} and {@link #record}. */
  public sealed interface Outcome {}

  /**
   * This attestation is durable and may be released: the given one, or an equal one made before.
   */
  public record Recorded(SignedAttestation attestation) implements Outcome {}

  /** The key has attested another pair, or the same pair in other chunks; the slot is unchanged. */
  public record Refused(SignedAttestation earlier) implements Outcome {}

  public AttestationSlot(
      Disk disk, HomeLayout home, NetworkId network, int generation, PublicKey key) {
    this.path = home.attestation(network.number(), generation, key);
    this.file = new CheckedFile(disk, path, Limits.ATTESTATION_BYTES);
  }

  /** Empty before the first attestation; a damaged slot is a safety stop. */
  public Optional<SignedAttestation> read() {
    return switch (file.read()) {
      case CheckedFile.Absent absent -> Optional.empty();
      case CheckedFile.Damaged damaged -> throw new StoreDamage(path, 0, damaged.reason());
      case CheckedFile.Content content ->
          switch (SignedAttestation.CODEC.decode(content.bytes())) {
            case Decoded.Ok<SignedAttestation> ok -> Optional.of(ok.value());
            case Decoded.Malformed<SignedAttestation> malformed ->
                throw new StoreDamage(path, 0, malformed.rejection().sentence());
          };
    };
  }

  /**
   * Attests a pair: returns the attestation made before, or signs a new one and makes it durable.
   */
  public Outcome attest(GenesisPair pair, Signer governor) {
    Attestation unsigned = Attestation.of(pair, governor.publicKey());
    Optional<SignedAttestation> earlier = read();
    return record(
        earlier
            .filter(e -> e.attestation().equals(unsigned))
            .orElseGet(
                () -> new SignedAttestation(unsigned, governor.sign(unsigned.signingBytes()))));
  }

  public Outcome record(SignedAttestation signed) {
    Optional<SignedAttestation> earlier = read();
    if (earlier.isEmpty()) {
      file.replace(signed.canonical());
      return new Recorded(signed);
    }
    Attestation said = earlier.get().attestation();
    return said.equals(signed.attestation())
        ? new Recorded(earlier.get())
        : new Refused(earlier.get());
  }
}
