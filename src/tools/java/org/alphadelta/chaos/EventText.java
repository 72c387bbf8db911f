package org.alphadelta.chaos;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.alphadelta.consensus.BlockProposal;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.Engine;
import org.alphadelta.consensus.PolkaCertificate;
import org.alphadelta.consensus.Timeout;
import org.alphadelta.consensus.Vote;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.wire.PeerMessage;

/** Text of messages and positions, for the event log. */
record EventText(World world) {
  String packet(Packet packet) {
    return switch (packet) {
      case Packet.Consensus p -> message(p.message());
      case Packet.Sync p -> message(p.message());
    };
  }

  private String message(ConsensusMessage message) {
    return switch (message) {
      case ConsensusMessage.ProposalMessage m -> proposal(m.proposal().proposal());
      case ConsensusMessage.VoteMessage m -> vote(m.vote().vote());
      case ConsensusMessage.PolkaMessage m -> polka(m.certificate());
      case ConsensusMessage.ValueRequest m -> "request of block " + block(m.height(), m.value());
      case ConsensusMessage.ValueResponse m -> "block " + block(m.height(), m.value());
      case ConsensusMessage.HeightQuery m -> "query of height " + m.height();
      case ConsensusMessage.HeightAnswer m ->
          "answer about height "
              + m.height()
              + ": "
              + m.proposals().size()
              + " proposals, "
              + m.votes().size()
              + " votes, "
              + m.polkas().size()
              + " polkas";
    };
  }

  /** Block sync sends three kinds; of any other only the kind is told. */
  private static String message(PeerMessage message) {
    if (message instanceof PeerMessage.ChainStatus m) {
      return "status: has height " + m.height();
    } else if (message instanceof PeerMessage.BlocksRequest m) {
      return "request of " + m.count() + " blocks from " + m.from();
    } else if (message instanceof PeerMessage.BlocksResponse m) {
      return "blocks " + m.blocks().stream().map(b -> b.block().header().height()).toList();
    }
    return message.frameKind().toString();
  }

  private String proposal(BlockProposal p) {
    return "proposal "
        + at(p.height(), p.round())
        + " "
        + p.value().brief()
        + p.validRound().map(round -> " valid since round " + round).orElse("")
        + " by "
        + name(p.proposer());
  }

  private String vote(Vote v) {
    return lower(v.type())
        + " "
        + at(v.height(), v.round())
        + " "
        + v.value().map(Hash::brief).orElse("nil")
        + " by "
        + name(v.validator());
  }

  private String polka(PolkaCertificate c) {
    List<String> signers = c.signatures().stream().map(s -> name(s.validator())).sorted().toList();
    return "polka " + at(c.height(), c.round()) + " " + c.value().brief() + " of " + signers;
  }

  static String timeout(Timeout timeout) {
    return "timeout " + lower(timeout.kind()) + " " + at(timeout.height(), timeout.round());
  }

  private static String block(long height, Hash value) {
    return value.brief() + " of height " + height;
  }

  /** Chain, height, round and step; a dash when the node does not run this chain. */
  String position(Optional<Engine.View> view) {
    return world.label()
        + " "
        + view.map(
                v ->
                    v.height()
                        + "/"
                        + v.round().map(r -> r + "").orElse("-")
                        + " "
                        + lower(v.step()))
            .orElse("-");
  }

  private static String at(long height, int round) {
    return height + "/" + round;
  }

  private String name(PublicKey key) {
    int index = world.index(key);
    return index < 0 ? key.brief() : "n" + index;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
