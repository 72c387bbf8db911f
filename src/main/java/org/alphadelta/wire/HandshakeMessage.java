package org.alphadelta.wire;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Signature;
import org.alphadelta.genesis.UpgradeCertificate;

/**
 * What two nodes say until they know each other: hellos both ways, proofs both ways, a welcome; or
 * a refusal at any time.
 */
public sealed interface HandshakeMessage extends WireMessage
    permits Hello, HandshakeMessage.Proof, HandshakeMessage.Welcome, HandshakeMessage.Refusal {

  /**
   * The node key's signature over the transcript and, if the hello claims a validator, that key's.
   */
  record Proof(Signature node, Optional<Signature> validator) implements HandshakeMessage {
    @Override
    public FrameKind frameKind() {
      return FrameKind.PROOF;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.bytes(1, node.bytes()).bytes(2, validator.map(Signature::bytes).orElse(Bytes.EMPTY));
    }
  }

  /** The listener has verified the dialer and grants this. */
  record Welcome(Scope scope) implements HandshakeMessage {
    @Override
    public FrameKind frameKind() {
      return FrameKind.WELCOME;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.uint(1, scope.number());
    }
  }

  /**
   * The connection is not wanted: why, the pair that this node holds instead, and upgrade
   * certificates that may explain the difference. None of it is signed; certificates prove
   * themselves.
   */
  record Refusal(
      RefusalCode code,
      String found,
      String expected,
      Optional<GenesisPairId> held,
      List<UpgradeCertificate> certificates)
      implements HandshakeMessage {
    public Refusal {
      Text.require("refusal", found, Text.MAX_SENTENCE);
      Text.require("refusal", expected, Text.MAX_SENTENCE);
      if (certificates.size() > Limits.MAX_CERTIFICATES) {
        throw new IllegalArgumentException(
            "a refusal has at most "
                + Limits.MAX_CERTIFICATES
                + " certificates, found "
                + certificates.size());
      }
      certificates = List.copyOf(certificates);
    }

    /** A refusal that is about the two nodes, not about their chains. */
    public static Refusal of(RefusalCode code, String found, String expected) {
      return new Refusal(
          code, Text.sentence(found), Text.sentence(expected), Optional.empty(), List.of());
    }

    /**
     * Another pair is held (or none): names both, and takes as many of the certificates, in order,
     * as fit.
     */
    public static Refusal wrongGenesis(
        Wanted wanted, Optional<GenesisPairId> held, List<UpgradeCertificate> certificates) {
      return new Refusal(
          RefusalCode.WRONG_GENESIS,
          Text.sentence(wanted.pairId().map(Refusal::hashes).orElse(wanted.toString())),
          Text.sentence(held.map(Refusal::hashes).orElse("none held")),
          held,
          Batches.first(certificates, Limits.MAX_CERTIFICATES, Limits.UPGRADE_CERTIFICATE_BYTES));
    }

    private static String hashes(GenesisPairId pair) {
      return pair.network() + " g" + pair.generation() + " " + pair.alpha() + " " + pair.delta();
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.REFUSAL;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.uint(1, code.number()).text(2, found).text(3, expected);
      held.ifPresent(h -> out.message(4, h));
      certificates.forEach(c -> out.message(5, c));
    }
  }
}
