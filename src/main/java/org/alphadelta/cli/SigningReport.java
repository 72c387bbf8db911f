package org.alphadelta.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.OwnMessage;
import org.alphadelta.consensus.Position;
import org.alphadelta.consensus.SignRecord;
import org.alphadelta.core.Address;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.store.SigningFolder;

/** Signatures of keys from a home, as lines and as JSON. */
final class SigningReport {
  private final List<SigningFolder.Entry> entries;

  SigningReport(List<SigningFolder.Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  boolean anyDamage() {
    return entries.stream().anyMatch(SigningFolder.Damaged.class::isInstance);
  }

  String text() {
    List<String> lines = new ArrayList<>();
    for (SigningFolder.Entry entry : entries) {
      lines.add(
          switch (entry) {
            case SigningFolder.State(var path, SignRecord record) -> text(record);
            case SigningFolder.Attested(var path, var signed) -> text(signed.attestation());
            case SigningFolder.Damaged(var path, String reason) -> "damaged     " + reason;
          });
    }
    return lines.isEmpty() ? "nothing was ever signed from this home" : String.join("\n", lines);
  }

  private static String text(SignRecord record) {
    String mark = record.lastHeight().map(h -> "signs nothing above height " + h).orElse("none");
    return "chain       "
        + record.chain()
        + "\n  key       "
        + new Address(record.chain().network(), record.key())
        + "\n  signed    "
        + signed(record)
        + "\n  mark      "
        + mark;
  }

  private static String signed(SignRecord record) {
    if (record.watermark().equals(Position.NONE)) {
      return "nothing yet";
    }
    return record
        .last()
        .map(
            last ->
                position(record.watermark()) + " for " + value(last).map(Hash::brief).orElse("nil"))
        .orElseGet(
            () ->
                "nothing up to "
                    + position(record.watermark())
                    + " any more (raised by an operator)");
  }

  private static String text(Attestation said) {
    return "attestation "
        + said.pair()
        + "\n  key       "
        + new Address(said.pair().network(), said.governor());
  }

  /** A position for people; a watermark raised by an operator may cover every round of a height. */
  static String position(Position position) {
    return position.round() == Integer.MAX_VALUE
        ? "height " + position.height() + ", every round"
        : "height " + position.height() + ", round " + position.round() + ", " + position.step();
  }

  ObjectNode json() {
    ObjectNode json = JsonText.object();
    ArrayNode states = json.putArray("sign_states");
    ArrayNode attestations = json.putArray("attestations");
    ArrayNode damaged = json.putArray("damaged");
    for (SigningFolder.Entry entry : entries) {
      switch (entry) {
        case SigningFolder.State(var path, SignRecord record) -> states.add(json(record));
        case SigningFolder.Attested(var path, var signed) ->
            attestations.add(json(signed.attestation()));
        case SigningFolder.Damaged(var path, String reason) -> damaged.add(reason);
      }
    }
    return json;
  }

  static ObjectNode json(SignRecord record) {
    ChainId chain = record.chain();
    ObjectNode json = JsonText.object();
    json.put("network", chain.network().label());
    json.put("generation", chain.generation());
    json.put("chain", chain.kind().label());
    json.put("genesis_hash", chain.genesis().hex());
    json.put("address", new Address(chain.network(), record.key()).toString());
    json.put("key", record.key().hex());
    ObjectNode watermark = json.putObject("watermark");
    watermark.put("height", String.valueOf(record.watermark().height()));
    watermark.put("round", record.watermark().round());
    watermark.put("step", record.watermark().step().label());
    json.put("value", record.last().flatMap(SigningReport::value).map(Hash::hex).orElse(null));
    json.put("signature", record.last().map(last -> last.signature().bytes().hex()).orElse(null));
    json.put("messages_at_height", String.valueOf(record.ordinal()));
    json.put("last_height", record.lastHeight().map(String::valueOf).orElse(null));
    return json;
  }

  private static ObjectNode json(Attestation said) {
    ObjectNode json = JsonText.object();
    json.put("network", said.pair().network().label());
    json.put("generation", said.pair().generation());
    json.put("alpha_hash", said.pair().alpha().hex());
    json.put("delta_hash", said.pair().delta().hex());
    json.put("address", new Address(said.pair().network(), said.governor()).toString());
    json.put("key", said.governor().hex());
    return json;
  }

  private static Optional<Hash> value(OwnMessage message) {
    return switch (message) {
      case OwnMessage.OfProposal proposal -> Optional.of(proposal.proposal().value());
      case OwnMessage.OfVote vote -> vote.signed().vote().value();
    };
  }
}
