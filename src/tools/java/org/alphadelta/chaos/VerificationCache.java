package org.alphadelta.chaos;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.core.Signer;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.ChainHead;

/**
 * Verified signatures, decoded blocks and executed heads, each computed once per run and shared by
 * all simulated validators. Signatures are keyed on key, bytes and signature together (rule 17).
 * Switched off it computes everything, and the run must not change.
 */
final class VerificationCache implements SignatureVerifier {
  private record Question(PublicKey key, Bytes message, Signature signature) {}

  private record SigningRequest(PublicKey key, Bytes message) {}

  private final boolean remembering;
  private final SignatureVerifier verifier = Ed25519.verifier();
  private final Map<Question, Boolean> verdicts = new HashMap<>();
  private final Map<SigningRequest, Signature> signatures = new HashMap<>();
  private final Map<Bytes, Optional<Block>> blocks = new HashMap<>();
  private final Map<Hash, ChainHead> heads = new HashMap<>();

  VerificationCache(boolean remembering) {
    this.remembering = remembering;
  }

  @Override
  public boolean verify(PublicKey key, Bytes message, Signature signature) {
    return remembering
        ? verdicts.computeIfAbsent(
            new Question(key, message, signature), q -> verifier.verify(key, message, signature))
        : verifier.verify(key, message, signature);
  }

  Signer signer(Signer real) {
    return new Signer() {
      @Override
      public PublicKey publicKey() {
        return real.publicKey();
      }

      @Override
      public Signature sign(Bytes message) {
        return remembering ? remembered(real, message) : real.sign(message);
      }
    };
  }

  private Signature remembered(Signer real, Bytes message) {
    Signature signature =
        signatures.computeIfAbsent(
            new SigningRequest(real.publicKey(), message), w -> real.sign(message));
    verdicts.put(new Question(real.publicKey(), message, signature), true);
    return signature;
  }

  /** Decodes a block. */
  Optional<Block> block(Bytes body) {
    return remembering ? blocks.computeIfAbsent(body, VerificationCache::decoded) : decoded(body);
  }

  private static Optional<Block> decoded(Bytes body) {
    return Block.CODEC.decode(body).toOptional();
  }

  /** Whether these bytes are the block of this hash, by the product's rule. */
  boolean names(Hash value, Bytes body) {
    return block(body).filter(b -> b.hash().equals(value)).isPresent();
  }

  void remember(ChainHead head) {
    if (remembering) {
      heads.put(head.hash(), head);
    }
  }

  /** The head after the block of this hash, if it was executed. */
  Optional<ChainHead> head(Hash block) {
    return Optional.ofNullable(heads.get(block));
  }

  /** Empties the cache; allowed at any time. */
  void forget() {
    verdicts.clear();
    signatures.clear();
    blocks.clear();
    heads.clear();
  }
}
