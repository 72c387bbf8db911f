package org.alphadelta.store;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.wire.Envelope;
import org.alphadelta.wire.FrameKind;
import org.alphadelta.wire.GenesisMessage;
import org.alphadelta.wire.Limits;
import org.alphadelta.wire.WireMessage;

/**
 * {@code attestations} in a pair's directory: governors' attestations as they were collected, in
 * the form in which peers send them. It verifies nothing: damage costs no more than asking again.
 */
public final class AttestationFile {
  private final AtomicFile file;

  public AttestationFile(Disk disk, HomeLayout home, GenesisPairId pair) {
    this.file = new AtomicFile(disk, home.attestations(pair));
  }

  /** Empty when there is no file, or none that can be read. */
  public List<SignedAttestation> read() {
    Optional<Decoded<WireMessage>> read =
        file.read(Limits.ATTESTATIONS_BYTES)
            .map(content -> Envelope.decode(FrameKind.ATTESTATIONS, content));
    return read.isPresent()
            && read.get() instanceof Decoded.Ok<WireMessage> ok
            && ok.value() instanceof GenesisMessage.Attestations attestations
        ? attestations.attestations()
        : List.of();
  }

  /** Durable when this returns. */
  public void replace(List<SignedAttestation> attestations) {
    file.replace(new Envelope(new GenesisMessage.Attestations(attestations)).canonical());
  }
}
