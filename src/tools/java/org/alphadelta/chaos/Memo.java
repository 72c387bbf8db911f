package org.alphadelta.chaos;

import java.util.HashMap;
import java.util.Map;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.core.Signer;
import org.alphadelta.crypto.Ed25519;

/**
 * Real signatures, each computed once per run: all simulated validators share what one of them
 * found. Keyed on key, bytes and signature together (rule 17). Switched off it computes everything,
 * and nothing else may change.
 */
final class Memo implements SignatureVerifier {
  private record Question(PublicKey key, Bytes message, Signature signature) {}

  private record Wish(PublicKey key, Bytes message) {}

  private final boolean remembering;
  private final SignatureVerifier verifier = Ed25519.verifier();
  private final Map<Question, Boolean> verdicts = new HashMap<>();
  private final Map<Wish, Signature> signatures = new HashMap<>();

  Memo(boolean remembering) {
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
        signatures.computeIfAbsent(new Wish(real.publicKey(), message), w -> real.sign(message));
    verdicts.put(new Question(real.publicKey(), message, signature), true);
    return signature;
  }

  /** What was learned so far may be forgotten at any time. */
  void forget() {
    verdicts.clear();
    signatures.clear();
  }
}
