package org.alphadelta.consensus;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Hash;

/**
 * One line of the write-ahead log of a height: an input, or a message of our own. Replaying the
 * inputs in order brings the same state; own messages are matched against what the replay wants to
 * say. Field numbers 1 to 9 name the kinds.
 */
public sealed interface LogEntry extends Canonical {
  private static Canonical nested(java.util.function.Consumer<CanonicalWriter> content) {
    return new Canonical() {
      @Override
      public void writeTo(CanonicalWriter out) {
        content.accept(out);
      }
    };
  }

  /**
   * The process may take part from here on, or (after a restart) only listens. The first {@code
   * true} starts rounds.
   */
  record Acting(boolean acting) implements LogEntry {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(1, nested(inner -> inner.bool(1, acting)));
    }
  }

  record VoteReceived(SignedVote vote) implements LogEntry {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(2, vote);
    }
  }

  record ProposalReceived(SignedProposal proposal) implements LogEntry {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(3, proposal);
    }
  }

  record PolkaReceived(PolkaCertificate certificate) implements LogEntry {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(4, certificate);
    }
  }

  record BodyReceived(Hash value, Bytes body) implements LogEntry {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(5, nested(inner -> inner.hash(1, value).bytes(2, body)));
    }
  }

  record Judged(Hash value, boolean valid) implements LogEntry {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(6, nested(inner -> inner.hash(1, value).bool(2, valid)));
    }
  }

  record Elapsed(Timeout timeout) implements LogEntry {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(7, timeout);
    }
  }

  /** A value of our own making, durable before its proposal is signed (rule 23). */
  record Built(int round, Hash value, Bytes body) implements LogEntry {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(8, nested(inner -> inner.uint(1, round).hash(2, value).bytes(3, body)));
    }
  }

  record Own(OwnMessage message) implements LogEntry {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(9, message);
    }
  }
}
