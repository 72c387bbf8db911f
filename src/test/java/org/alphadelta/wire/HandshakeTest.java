package org.alphadelta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.Signer;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.genesis.UpgradeCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HandshakeTest {
  private static final GenesisPairId PAIR =
      new GenesisPairId(NetworkId.TESTNET, 0, hash("alpha"), hash("delta"));
  private static final GenesisPairId OTHER =
      new GenesisPairId(NetworkId.TESTNET, 1, hash("alpha 1"), hash("delta 1"));
  private static final Wanted WANTED = new Wanted.Pair(PAIR);
  private static final Wanted UNKNOWN = new Wanted.Unknown(NetworkId.TESTNET, 0);

  /** One node of a test; everything about it can be bent. */
  private record Node(
      String name,
      Wanted wanted,
      boolean validator,
      int protocolMin,
      int protocolMax,
      String nonce,
      Admission admission) {
    static Node named(String name) {
      return new Node(name, WANTED, true, 1, 1, name + " nonce", granting(Scope.FULL));
    }

    Node wants(Wanted other) {
      return new Node(name, other, validator, protocolMin, protocolMax, nonce, admission);
    }

    Node observing() {
      return new Node(name, wanted, false, protocolMin, protocolMax, nonce, admission);
    }

    Node speaking(int min, int max) {
      return new Node(name, wanted, validator, min, max, nonce, admission);
    }

    Node withNonce(String other) {
      return new Node(name, wanted, validator, protocolMin, protocolMax, other, admission);
    }

    Node admitting(Admission other) {
      return new Node(name, wanted, validator, protocolMin, protocolMax, nonce, other);
    }

    Signer nodeKey() {
      return keys(name + " node");
    }

    Signer validatorKey() {
      return keys(name + " validator");
    }

    Hello hello() {
      return new Hello(
          protocolMin,
          protocolMax,
          wanted,
          hash(nonce).bytes(),
          nodeKey().publicKey(),
          validator ? Optional.of(validatorKey().publicKey()) : Optional.empty(),
          Optional.of(new ListenAddress("127.0.0.1", 4000)),
          Optional.of(120L),
          "adn 0.1");
    }

    Handshake side(Side side, PublicKey tlsPeer) {
      return new Handshake(
          side,
          hello(),
          nodeKey(),
          validator ? Optional.of(validatorKey()) : Optional.empty(),
          tlsPeer,
          Ed25519.verifier(),
          admission);
    }
  }

  /** How a whole connection ended on both sides, and all that was said. */
  private record Ending(HandshakeStep dialer, HandshakeStep listener, List<HandshakeMessage> said) {
    HandshakeResult dialerResult() {
      return ((HandshakeStep.Established) dialer).result();
    }

    HandshakeResult listenerResult() {
      return ((HandshakeStep.Established) listener).result();
    }

    String dialerCode() {
      return ((HandshakeStep.Failed) dialer).rejection().code();
    }

    String listenerCode() {
      return ((HandshakeStep.Failed) listener).rejection().code();
    }
  }

  private final Node ann = Node.named("ann");
  private final Node bob = Node.named("bob");

  @Test
  void twoValidatorsOfOneChainKnowEachOtherAfterwards() {
    Ending ending = connect(ann, bob);
    assertThat(ending.dialerResult())
        .isEqualTo(new HandshakeResult(Side.DIALER, bob.hello(), WANTED, Scope.FULL, 1));
    assertThat(ending.listenerResult())
        .isEqualTo(new HandshakeResult(Side.LISTENER, ann.hello(), WANTED, Scope.FULL, 1));
    assertThat(ending.dialerResult().nodeKey()).isEqualTo(bob.nodeKey().publicKey());
    assertThat(ending.listenerResult().validatorKey()).contains(ann.validatorKey().publicKey());
    assertThat(ending.listenerResult().listen()).contains(new ListenAddress("127.0.0.1", 4000));
  }

  @Test
  void anObserverIsAdmittedWithoutAValidatorKey() {
    Ending ending = connect(ann.observing(), bob);
    assertThat(ending.listenerResult().validatorKey()).isEmpty();
    assertThat(ending.dialerResult().validatorKey()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"true, FULL", "true, READ_ONLY", "false, BOOTSTRAP"})
  void theListenerDecidesTheScope(boolean known, Scope scope) {
    Ending ending = connect(ann.wants(known ? WANTED : UNKNOWN), bob.admitting(granting(scope)));
    assertThat(ending.dialerResult().scope()).isEqualTo(scope);
    assertThat(ending.listenerResult().scope()).isEqualTo(scope);
    assertThat(ending.dialerResult().wanted()).isEqualTo(ending.listenerResult().wanted());
  }

  @ParameterizedTest
  @CsvSource({"true, BOOTSTRAP", "false, FULL", "false, READ_ONLY"})
  void aScopeThatDoesNotGoWithWhatWasWantedIsRefused(boolean known, Scope scope) {
    Ending ending = connect(ann.wants(known ? WANTED : UNKNOWN), bob.admitting(granting(scope)));
    assertThat(ending.dialerCode()).isEqualTo("wrong-scope");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 1",
    "1, 5, 2, 3, 3",
    "2, 3, 1, 5, 3",
    "1, 2, 2, 9, 2",
    "1, 1, 2, 3, 0",
    "4, 9, 1, 3, 0"
  })
  void theNewestSharedProtocolIsSpoken(int min, int max, int peerMin, int peerMax, int spoken) {
    Ending ending = connect(ann.speaking(min, max), bob.speaking(peerMin, peerMax));
    if (spoken == 0) {
      assertThat(ending.listenerCode()).isEqualTo("wrong-protocol");
      assertThat(ending.dialerCode()).isEqualTo("refused-by-peer");
    } else {
      assertThat(ending.dialerResult().protocol()).isEqualTo(spoken);
      assertThat(ending.listenerResult().protocol()).isEqualTo(spoken);
    }
  }

  @Test
  void anotherNetworkIsRefusedInOneRoundTrip() {
    Ending ending = connect(ann.wants(new Wanted.Unknown(NetworkId.DEVNET, 0)), bob);
    assertThat(ending.listenerCode()).isEqualTo("wrong-network");
    assertThat(ending.said()).hasSize(2);
    assertThat(ending.said().get(1))
        .isInstanceOfSatisfying(
            HandshakeMessage.Refusal.class,
            r -> {
              assertThat(r.code()).isEqualTo(RefusalCode.WRONG_NETWORK);
              assertThat(r.found()).isEqualTo("devnet");
              assertThat(r.expected()).isEqualTo("testnet");
            });
  }

  @Test
  void aPairThatIsNotHeldIsRefusedInOneRoundTripWithBothHashesAndTheCertificates() {
    UpgradeCertificate certificate = new Samples(1).of(UpgradeCertificate.class);
    Node holder =
        bob.wants(new Wanted.Pair(OTHER))
            .admitting(
                hello ->
                    new Admission.Decision.Refused(
                        HandshakeMessage.Refusal.wrongGenesis(
                            hello.wanted(), Optional.of(OTHER), List.of(certificate))));
    Ending ending = connect(ann, holder);
    assertThat(ending.said()).hasSize(2);
    assertThat(ending.listenerCode()).isEqualTo("wrong-genesis");
    assertThat(((HandshakeStep.Failed) ending.dialer()).rejection())
        .isInstanceOfSatisfying(
            HandshakeRejection.RefusedByPeer.class,
            r -> {
              assertThat(r.refusal().held()).contains(OTHER);
              assertThat(r.refusal().certificates()).containsExactly(certificate);
              assertThat(r.sentence())
                  .contains(PAIR.alpha().hex(), OTHER.alpha().hex(), OTHER.delta().hex());
            });
  }

  @Test
  void admissionIsNotAskedAboutAnotherNetworkOrAForeignKey() {
    List<Hello> asked = new ArrayList<>();
    Node counting =
        bob.admitting(
            hello -> {
              asked.add(hello);
              return new Admission.Decision.Granted(Scope.FULL);
            });
    connect(ann.wants(new Wanted.Unknown(NetworkId.MAINNET, 0)), counting);
    Handshake listener = counting.side(Side.LISTENER, keys("somebody").publicKey());
    listener.on(new HandshakeState.AwaitsHello(), ann.hello());
    assertThat(asked).isEmpty();
    connect(ann, counting);
    assertThat(asked).containsExactly(ann.hello());
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void aNodeKeyOtherThanTheOneOfTheTlsCertificateIsRefused(Side side) {
    HandshakeStep step =
        bob.side(side, keys("somebody").publicKey())
            .on(new HandshakeState.AwaitsHello(), ann.hello());
    assertFailed(step, "wrong-node-key", RefusalCode.WRONG_NODE_KEY);
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void aConnectionToItselfIsRefused(Side side) {
    HandshakeStep step =
        bob.side(side, bob.nodeKey().publicKey())
            .on(new HandshakeState.AwaitsHello(), bob.withNonce("another").hello());
    assertFailed(step, "self-connection", RefusalCode.SELF_CONNECTION);
  }

  @Test
  void aListenerOfAnotherNetworkIsRefusedByTheDialer() {
    HandshakeStep step =
        ann.side(Side.DIALER, bob.nodeKey().publicKey())
            .on(
                new HandshakeState.AwaitsHello(),
                bob.wants(new Wanted.Unknown(NetworkId.DEVNET, 0)).hello());
    assertFailed(step, "wrong-network", RefusalCode.WRONG_NETWORK);
  }

  @Test
  void aProofFromAnotherConnectionIsRefused() {
    HandshakeMessage.Proof old = proofOf(connect(ann, bob), 1);
    Node later = bob.withNonce("a later connection");
    assertFailed(listening(later, ann.hello(), old), "bad-proof", RefusalCode.BAD_PROOF);
    HandshakeMessage.Proof sameConnection = proofOf(connect(ann, later), 1);
    assertThat(listening(later, ann.hello(), sameConnection))
        .isInstanceOf(HandshakeStep.Established.class);
  }

  @Test
  void aListenersOldProofIsRefusedByTheDialer() {
    HandshakeMessage.Proof old = proofOf(connect(ann, bob), 0);
    Node later = ann.withNonce("a later connection");
    assertFailed(
        later
            .side(Side.DIALER, bob.nodeKey().publicKey())
            .on(new HandshakeState.DialerAwaitsProof(bob.hello()), old),
        "bad-proof",
        RefusalCode.BAD_PROOF);
  }

  @Test
  void aProofForAnotherChainGenerationOrNetworkIsRefused() {
    for (Wanted other :
        List.of(
            new Wanted.Pair(OTHER),
            UNKNOWN,
            new Wanted.Unknown(NetworkId.TESTNET, 1),
            new Wanted.Pair(
                new GenesisPairId(NetworkId.TESTNET, 0, PAIR.alpha(), OTHER.delta())))) {
      HandshakeMessage.Proof foreign = proofOf(connect(ann.wants(other), granting(bob, other)), 1);
      assertFailed(listening(bob, ann.hello(), foreign), "bad-proof", RefusalCode.BAD_PROOF);
    }
  }

  @Test
  void nobodysProofCanBeSentBackToThem() {
    Node mallory = new Node("mallory", WANTED, true, 1, 1, "m", granting(Scope.FULL));
    Hello claimsBob =
        new Hello(
            1,
            1,
            WANTED,
            hash("m").bytes(),
            mallory.nodeKey().publicKey(),
            Optional.of(bob.validatorKey().publicKey()),
            Optional.empty(),
            Optional.empty(),
            "adn 0.1");
    Handshake listener = bob.side(Side.LISTENER, mallory.nodeKey().publicKey());
    HandshakeStep.Continue answered =
        (HandshakeStep.Continue) listener.on(new HandshakeState.AwaitsHello(), claimsBob);
    HandshakeMessage.Proof bobs = (HandshakeMessage.Proof) answered.send().get(1);
    Transcript transcript = new Transcript(claimsBob, bob.hello());
    HandshakeMessage.Proof reflected =
        new HandshakeMessage.Proof(
            mallory.nodeKey().sign(transcript.signingBytes(Side.DIALER, Transcript.Key.NODE)),
            bobs.validator());
    assertFailed(listener.on(answered.state(), reflected), "bad-proof", RefusalCode.BAD_PROOF);
  }

  @Test
  void aNodeSignatureIsNoValidatorSignature() {
    Handshake listener = bob.side(Side.LISTENER, ann.nodeKey().publicKey());
    HandshakeStep.Continue answered =
        (HandshakeStep.Continue) listener.on(new HandshakeState.AwaitsHello(), ann.hello());
    Transcript transcript = new Transcript(ann.hello(), bob.hello());
    Bytes forNode = transcript.signingBytes(Side.DIALER, Transcript.Key.NODE);
    HandshakeMessage.Proof proof =
        new HandshakeMessage.Proof(
            ann.nodeKey().sign(forNode), Optional.of(ann.validatorKey().sign(forNode)));
    assertFailed(listener.on(answered.state(), proof), "bad-proof", RefusalCode.BAD_PROOF);
  }

  @Test
  void aClaimedValidatorMustSignAndAnUnclaimedOneMustNot() {
    HandshakeMessage.Proof full = proofOf(connect(ann, bob), 1);
    assertFailed(
        listening(bob, ann.hello(), new HandshakeMessage.Proof(full.node(), Optional.empty())),
        "bad-proof",
        RefusalCode.BAD_PROOF);
    HandshakeMessage.Proof observers = proofOf(connect(ann.observing(), bob), 1);
    assertFailed(
        listening(
            bob,
            ann.observing().hello(),
            new HandshakeMessage.Proof(observers.node(), full.validator())),
        "bad-proof",
        RefusalCode.BAD_PROOF);
  }

  @Test
  void anAlteredHelloBreaksTheProof() {
    Ending honest = connect(ann, bob);
    Hello altered = ann.speaking(1, 7).hello();
    assertFailed(listening(bob, altered, proofOf(honest, 1)), "bad-proof", RefusalCode.BAD_PROOF);
  }

  @Test
  void everyMessageThatIsNotAwaitedEndsTheHandshake() {
    Samples samples = new Samples(9);
    List<HandshakeState> states =
        List.of(
            new HandshakeState.AwaitsHello(),
            new HandshakeState.DialerAwaitsProof(bob.hello()),
            new HandshakeState.DialerAwaitsWelcome(bob.hello()),
            new HandshakeState.ListenerAwaitsProof(bob.hello(), Scope.FULL));
    assertThat(states.stream().map(Object::getClass))
        .hasSameSizeAs(Samples.leaves(HandshakeState.class));
    for (HandshakeState state : states) {
      for (Class<?> leaf : Samples.leaves(HandshakeMessage.class)) {
        HandshakeMessage message = (HandshakeMessage) samples.of(leaf);
        Handshake dialer = ann.side(Side.DIALER, bob.nodeKey().publicKey());
        if (message instanceof HandshakeMessage.Refusal) {
          assertThat(((HandshakeStep.Failed) dialer.on(state, message)).send()).isEmpty();
        } else if (message.frameKind() != state.awaited()) {
          assertFailed(
              dialer.on(state, message), "unexpected-message", RefusalCode.UNEXPECTED_MESSAGE);
        }
      }
    }
  }

  @Test
  void everyRefusalThatIsSentFitsAFrameWithoutCertificates() {
    HandshakeStep step =
        bob.side(Side.LISTENER, keys("somebody").publicKey())
            .on(new HandshakeState.AwaitsHello(), ann.hello());
    for (HandshakeMessage message : ((HandshakeStep.Failed) step).send()) {
      assertThat(new Envelope(message).canonical().length())
          .isLessThanOrEqualTo(Limits.HANDSHAKE_BYTES);
    }
  }

  @Test
  void anEndpointHoldsForItsNetworkAloneAndOnlyWithItsValidatorsSignature() {
    Endpoint endpoint =
        new Endpoint(
            NetworkId.TESTNET,
            bob.validatorKey().publicKey(),
            bob.nodeKey().publicKey(),
            new ListenAddress("::1", 4000),
            3);
    SignedEndpoint signed = SignedEndpoint.sign(endpoint, bob.validatorKey());
    assertThat(signed.verify(Ed25519.verifier())).isTrue();
    assertThat(SignedEndpoint.sign(endpoint, bob.nodeKey()).verify(Ed25519.verifier())).isFalse();
    for (Endpoint altered :
        List.of(
            new Endpoint(
                NetworkId.DEVNET, endpoint.validator(), endpoint.nodeKey(), endpoint.address(), 3),
            new Endpoint(
                NetworkId.TESTNET,
                endpoint.validator(),
                ann.nodeKey().publicKey(),
                endpoint.address(),
                3),
            new Endpoint(
                NetworkId.TESTNET,
                endpoint.validator(),
                endpoint.nodeKey(),
                endpoint.address(),
                4))) {
      assertThat(new SignedEndpoint(altered, signed.signature()).verify(Ed25519.verifier()))
          .isFalse();
    }
  }

  private static void assertFailed(HandshakeStep step, String code, RefusalCode refusal) {
    assertThat(step)
        .isInstanceOfSatisfying(
            HandshakeStep.Failed.class,
            failed -> {
              assertThat(failed.rejection().code()).isEqualTo(code);
              assertThat(failed.send())
                  .singleElement()
                  .isInstanceOfSatisfying(
                      HandshakeMessage.Refusal.class, r -> assertThat(r.code()).isEqualTo(refusal));
            });
  }

  /** The listener's answer to a proof that follows this hello. */
  private static HandshakeStep listening(Node node, Hello dialer, HandshakeMessage.Proof proof) {
    Handshake listener = node.side(Side.LISTENER, dialer.nodeKey());
    HandshakeStep.Continue greeted =
        (HandshakeStep.Continue) listener.on(new HandshakeState.AwaitsHello(), dialer);
    return listener.on(greeted.state(), proof);
  }

  /** The listener's proof (0) or the dialer's (1) of a connection that went well. */
  private static HandshakeMessage.Proof proofOf(Ending ending, int index) {
    return ending.said().stream()
        .filter(HandshakeMessage.Proof.class::isInstance)
        .map(HandshakeMessage.Proof.class::cast)
        .toList()
        .get(index);
  }

  /** Lets two nodes talk, through frames, until both have come to an end or nobody says more. */
  private static Ending connect(Node dialing, Node listening) {
    Handshake dialer = dialing.side(Side.DIALER, listening.nodeKey().publicKey());
    Handshake listener = listening.side(Side.LISTENER, dialing.nodeKey().publicKey());
    HandshakeStep dialerStep = dialer.begin();
    HandshakeStep listenerStep = listener.begin();
    List<HandshakeMessage> said = new ArrayList<>();
    List<HandshakeMessage> toListener = new ArrayList<>(dialerStep.send());
    List<HandshakeMessage> toDialer = new ArrayList<>(listenerStep.send());
    while (!toListener.isEmpty() || !toDialer.isEmpty()) {
      if (!toListener.isEmpty()) {
        HandshakeMessage message = transmitted(toListener.remove(0), Phase.ACCEPTING, said);
        if (listenerStep instanceof HandshakeStep.Continue at) {
          listenerStep = listener.on(at.state(), message);
          toDialer.addAll(listenerStep.send());
        }
      } else {
        HandshakeMessage message = transmitted(toDialer.remove(0), Phase.DIALING, said);
        if (dialerStep instanceof HandshakeStep.Continue at) {
          dialerStep = dialer.on(at.state(), message);
          toListener.addAll(dialerStep.send());
        }
      }
    }
    return new Ending(dialerStep, listenerStep, said);
  }

  private static HandshakeMessage transmitted(
      HandshakeMessage message, Phase phase, List<HandshakeMessage> said) {
    said.add(message);
    FrameReader reader = new FrameReader();
    reader.feed(Frames.encode(message));
    FrameRead.Whole frame = (FrameRead.Whole) reader.next(phase);
    return (HandshakeMessage) Envelope.decode(frame.kind(), frame.content()).orThrow();
  }

  private static Node granting(Node node, Wanted wanted) {
    return node.admitting(granting(wanted.pairId().isPresent() ? Scope.FULL : Scope.BOOTSTRAP));
  }

  private static Admission granting(Scope scope) {
    return hello -> new Admission.Decision.Granted(scope);
  }

  private static Signer keys(String name) {
    return KeyPair.ofSeed(hash(name).bytes());
  }

  private static Hash hash(String text) {
    return Sha256.plain(Bytes.utf8(text));
  }
}
