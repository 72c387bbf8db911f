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
 * {@code attestations} in a pair's directory: collected attestations of governors, encoded as peers
 * send them. Nothing is verified; damage only costs asking peers again.
 */
public final class AttestationFile {
  private final AtomicFile file;

  public AttestationFile(Disk disk, HomeLayout home, GenesisPairId pair) {
    this.file = new AtomicFile(disk, home.attestations(pair));
  }

  /** Empty when the file is absent or damaged. */
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

  /** Durable on return. */
  public void replace(List<SignedAttestation> attestations) {
    file.replace(new Envelope(new GenesisMessage.Attestations(attestations)).canonical());
  }
}
