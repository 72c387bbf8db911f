package org.alphadelta.wire;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Signature;
import org.alphadelta.genesis.UpgradeCertificate;

/**
 * Messages of the handshake: hellos both ways, proofs both ways, a welcome; or a refusal at any
 * time.
 */
public sealed interface HandshakeMessage extends WireMessage
    permits Hello, HandshakeMessage.Proof, HandshakeMessage.Welcome, HandshakeMessage.Refusal {

  /**
   * The node key's signature over the transcript and, if the hello claims a validator, that key's.
   */
  record Proof(Signature node, Optional<Signature> validator) implements HandshakeMessage {
    public static final Codec<Proof> CODEC =
        Codec.of(
            "proof",
            Codec.SMALL_BYTES,
            Field.of(1, "node", FieldType.SIGNATURE, Proof::node),
            Field.optional(2, "validator", FieldType.SIGNATURE, Proof::validator),
            Proof::new);

    @Override
    public FrameKind frameKind() {
      return FrameKind.PROOF;
    }
  }

  /** The listener has verified the dialer and grants this scope. */
  record Welcome(Scope scope) implements HandshakeMessage {
    public static final Codec<Welcome> CODEC =
        Codec.of(
            "welcome",
            Codec.SMALL_BYTES,
            Field.of(1, "scope", Scope.TYPE, Welcome::scope),
            Welcome::new);

    @Override
    public FrameKind frameKind() {
      return FrameKind.WELCOME;
    }
  }

  /**
   * Refuses the connection: the reason, the pair that this node has instead, and upgrade
   * certificates that may explain the difference. Nothing is signed, but certificates can be
   * verified by themselves.
   */
  record Refusal(
      RefusalCode code,
      String found,
      String expected,
      Optional<GenesisPairId> held,
      List<UpgradeCertificate> certificates)
      implements HandshakeMessage {
    public static final Codec<Refusal> CODEC =
        Codec.of(
            "refusal",
            Limits.REFUSAL_BYTES,
            Field.of(1, "code", RefusalCode.TYPE, Refusal::code),
            Field.of(2, "found", FieldType.TEXT, Refusal::found),
            Field.of(3, "expected", FieldType.TEXT, Refusal::expected),
            Field.optional(4, "held", FieldType.message(GenesisPairId.CODEC), Refusal::held),
            Field.list(
                5,
                "certificates",
                Limits.MAX_CERTIFICATES,
                FieldType.message(UpgradeCertificate.CODEC),
                Refusal::certificates),
            Refusal::new);

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

    /** A refusal that concerns the two nodes, not their chains. */
    public static Refusal of(RefusalCode code, String found, String expected) {
      return new Refusal(
          code, Text.sentence(found), Text.sentence(expected), Optional.empty(), List.of());
    }

    /**
     * This node has another pair (or none): names both, and adds as many of the certificates, in
     * order, as fit.
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
  }
}
