package org.alphadelta.wire;

import com.google.protobuf.Descriptors.Descriptor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.DoubleAttestation;
import org.alphadelta.genesis.Genesis;
import org.alphadelta.genesis.GenesisAccount;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.GenesisParameters;
import org.alphadelta.genesis.Manifest;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.governance.BallotCount;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.Closure;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.governance.Readiness;
import org.alphadelta.ledger.Account;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.ledger.Transaction;
import org.alphadelta.wire.proto.AccountForm;
import org.alphadelta.wire.proto.AttestationForm;
import org.alphadelta.wire.proto.BlockForm;
import org.alphadelta.wire.proto.CastBallotForm;
import org.alphadelta.wire.proto.CertifiedBlockForm;
import org.alphadelta.wire.proto.ClosureForm;
import org.alphadelta.wire.proto.DoubleAttestationForm;
import org.alphadelta.wire.proto.GenesisAccountForm;
import org.alphadelta.wire.proto.GenesisForm;
import org.alphadelta.wire.proto.GenesisPairForm;
import org.alphadelta.wire.proto.GenesisParametersForm;
import org.alphadelta.wire.proto.ManifestForm;
import org.alphadelta.wire.proto.ProposalForm;
import org.alphadelta.wire.proto.ProposalTermsForm;
import org.alphadelta.wire.proto.ReadinessForm;
import org.alphadelta.wire.proto.SignedAttestationForm;
import org.alphadelta.wire.proto.SignedTransactionForm;
import org.alphadelta.wire.proto.TransactionForm;
import org.alphadelta.wire.proto.UpgradeCertificateForm;
import org.alphadelta.wire.proto.VoteCountForm;

/**
 * Every decoder of the package with the type it decodes, found by reflection, and the codecs of
 * values of other packages.
 *
 * @param codec the type's codec; without one, its decoder goes by the generated message
 */
record AllDecoders(
    String name,
    Class<?> type,
    Descriptor descriptor,
    Optional<Codec<?>> codec,
    Function<Bytes, Optional<?>> decoder) {
  private static final List<Class<?>> HOLDERS =
      List.of(CoreDecoders.class, ConsensusDecoders.class, PeerDecoders.class);

  private static final List<AllDecoders> CODECS =
      List.of(
          of(ProposalTerms.class, ProposalTermsForm.getDescriptor()),
          of(Proposal.class, ProposalForm.getDescriptor()),
          of(BallotCount.class, VoteCountForm.getDescriptor()),
          of(CastBallot.class, CastBallotForm.getDescriptor()),
          of(Readiness.class, ReadinessForm.getDescriptor()),
          of(Closure.class, ClosureForm.getDescriptor()),
          of(Transaction.class, TransactionForm.getDescriptor()),
          of(SignedTransaction.class, SignedTransactionForm.getDescriptor()),
          of(Block.class, BlockForm.getDescriptor()),
          of(CertifiedBlock.class, CertifiedBlockForm.getDescriptor()),
          of(Account.class, AccountForm.getDescriptor()),
          of(GenesisAccount.class, GenesisAccountForm.getDescriptor()),
          of(GenesisParameters.class, GenesisParametersForm.getDescriptor()),
          of(Genesis.class, GenesisForm.getDescriptor()),
          of(GenesisPair.class, GenesisPairForm.getDescriptor()),
          of(Manifest.class, ManifestForm.getDescriptor()),
          of(Attestation.class, AttestationForm.getDescriptor()),
          of(SignedAttestation.class, SignedAttestationForm.getDescriptor()),
          of(DoubleAttestation.class, DoubleAttestationForm.getDescriptor()),
          of(UpgradeCertificate.class, UpgradeCertificateForm.getDescriptor()));

  static List<AllDecoders> list() {
    List<AllDecoders> found = new ArrayList<>(CODECS);
    for (Class<?> holder : HOLDERS) {
      for (Field field : holder.getDeclaredFields()) {
        if (Modifier.isPublic(field.getModifiers())) {
          found.add(of(holder, field));
        }
      }
    }
    found.add(of("Envelope", Envelope.class, Envelope.decoder()));
    return List.copyOf(found);
  }

  private static AllDecoders of(Class<?> holder, Field field) {
    try {
      Class<?> type =
          (Class<?>) ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
      String name = holder.getSimpleName() + "." + field.getName();
      return of(name, type, (Decoder<?>) field.get(null));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AllDecoders of(String name, Class<?> type, Decoder<?> decoder) {
    return new AllDecoders(
        name,
        type,
        decoder.descriptor(),
        Optional.empty(),
        bytes -> decoder.decode(bytes).toOptional());
  }

  private static AllDecoders of(Class<?> type, Descriptor descriptor) {
    try {
      Codec<?> codec = (Codec<?>) type.getField("CODEC").get(null);
      return new AllDecoders(
          type.getSimpleName(),
          type,
          descriptor,
          Optional.of(codec),
          bytes -> codec.decode(bytes).toOptional());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One value of every record that the decoded type can be. */
  List<Canonical> samples(Samples samples) {
    if (type == Envelope.class) {
      return Samples.leaves(WireMessage.class).stream()
          .map(leaf -> (Canonical) new Envelope((WireMessage) samples.of(leaf)))
          .toList();
    }
    return Samples.leaves(type).stream().map(leaf -> (Canonical) samples.of(leaf)).toList();
  }

  /** The value, or empty when the bytes are refused. */
  Optional<?> decode(Bytes input) {
    return decoder.apply(input);
  }

  @Override
  public String toString() {
    return name;
  }
}
