package org.alphadelta.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.Signature;
import org.alphadelta.core.Signer;
import org.alphadelta.crypto.KeyPair;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What simulated validators share must not let one signature vouch for another (rule 17). */
class VerificationCacheTest {
  private static final KeyPair ONE = pair("one");
  private static final KeyPair OTHER = pair("other");
  private static final Bytes WORD = Bytes.utf8("word");
  private static final Bytes OTHER_WORD = Bytes.utf8("another word");

  private record Question(PublicKey key, Bytes message, Signature signature) {}

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rule17_aVerdictIsOfKeyBytesAndSignatureTogether(boolean remembering) {
    VerificationCache cache = new VerificationCache(remembering);
    Signer signer = cache.signer(ONE);
    Question good = new Question(ONE.publicKey(), WORD, signer.sign(WORD));
    List<Question> altered =
        List.of(
            new Question(OTHER.publicKey(), WORD, good.signature()),
            new Question(ONE.publicKey(), OTHER_WORD, good.signature()),
            new Question(ONE.publicKey(), WORD, signer.sign(OTHER_WORD)),
            new Question(ONE.publicKey(), WORD, cache.signer(OTHER).sign(WORD)));
    for (int again = 0; again < 2; again++) {
      assertThat(verify(cache, good)).isTrue();
      altered.forEach(a -> assertThat(verify(cache, a)).as("%s", a).isFalse());
    }
    assertThat(verify(cache, new Question(OTHER.publicKey(), WORD, OTHER.sign(WORD)))).isTrue();
  }

  private static boolean verify(VerificationCache cache, Question question) {
    return cache.verify(question.key(), question.message(), question.signature());
  }

  private static KeyPair pair(String name) {
    return KeyPair.ofSeed(Sha256.plain(Bytes.utf8(name)).bytes());
  }
}
