package org.alphadelta.consensus;

import org.alphadelta.core.Rejection;

/** Why a peer's message is refused before anything is kept of it. */
public record MessageRejection(String code, String found, String expected) implements Rejection {
  static MessageRejection notAMember(Object key) {
    return new MessageRejection(
        "not-a-member", String.valueOf(key), "a member of this height's committee");
  }

  static MessageRejection badSignature(Object author) {
    return new MessageRejection(
        "bad-signature", "a signature that does not verify for " + author, "a valid one");
  }

  static MessageRejection notTheProposer(Object key, Object proposer) {
    return new MessageRejection("not-the-proposer", String.valueOf(key), String.valueOf(proposer));
  }

  static MessageRejection badValidRound(int validRound, int round) {
    return new MessageRejection(
        "bad-valid-round", validRound + " in round " + round, "a lower round");
  }

  static MessageRejection foreignCertificate() {
    return new MessageRejection(
        "foreign-certificate", "a certificate for something else", "the polka of the valid round");
  }

  static MessageRejection bodyMismatch(Object value) {
    return new MessageRejection("body-mismatch", "other bytes", "the body of " + value);
  }

  static MessageRejection answerTooLong(int found, int limit) {
    return new MessageRejection("answer-too-long", found + " entries", "at most " + limit);
  }
}
