package org.alphadelta.wire;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Signature;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.wire.proto.HelloForm;
import org.alphadelta.wire.proto.ListenAddressForm;
import org.alphadelta.wire.proto.ProofForm;
import org.alphadelta.wire.proto.RefusalForm;
import org.alphadelta.wire.proto.WantedForm;
import org.alphadelta.wire.proto.WelcomeForm;

/** Generated messages to those of the handshake; to be called within a {@link Decoder} only. */
final class HandshakeForms {
  private HandshakeForms() {}

  static Wanted wanted(WantedForm form) {
    if (form.getAlpha().isEmpty() && form.getDelta().isEmpty()) {
      return new Wanted.Unknown(
          Fields.network(form.getNetwork()), Fields.uint32(form.getGeneration()));
    }
    return new Wanted.Pair(
        new GenesisPairId(
            Fields.network(form.getNetwork()),
            Fields.uint32(form.getGeneration()),
            Fields.hash(form.getAlpha()),
            Fields.hash(form.getDelta())));
  }

  static ListenAddress listenAddress(ListenAddressForm form) {
    return new ListenAddress(form.getHost(), Fields.uint32(form.getPort()));
  }

  static Hello hello(HelloForm form) {
    long activation = Fields.uint64(form.getActivationHeight());
    return new Hello(
        Fields.uint32(form.getProtocolMin()),
        Fields.uint32(form.getProtocolMax()),
        wanted(form.getWanted()),
        Fields.bytes(form.getNonce()),
        Fields.key(form.getNodeKey()),
        Fields.optionalKey(form.getValidatorKey()),
        form.hasListen() ? Optional.of(listenAddress(form.getListen())) : Optional.empty(),
        activation == 0 ? Optional.empty() : Optional.of(activation),
        form.getSoftware());
  }

  static HandshakeMessage.Proof proof(ProofForm form) {
    return new HandshakeMessage.Proof(
        Fields.signature(form.getNode()), optionalSignature(form.getValidator()));
  }

  static HandshakeMessage.Welcome welcome(WelcomeForm form) {
    return new HandshakeMessage.Welcome(
        Fields.named(Scope.ofNumber(form.getScope()), "scope", form.getScope()));
  }

  static HandshakeMessage.Refusal refusal(RefusalForm form) {
    return new HandshakeMessage.Refusal(
        Fields.named(RefusalCode.ofNumber(form.getCode()), "refusal code", form.getCode()),
        form.getFound(),
        form.getExpected(),
        form.hasHeld() ? Optional.of(CoreForms.pairId(form.getHeld())) : Optional.empty(),
        form.getCertificatesList().stream()
            .map(c -> Fields.nested(UpgradeCertificate.CODEC, c))
            .toList());
  }

  private static Optional<Signature> optionalSignature(ByteString value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(Fields.signature(value));
  }
}
