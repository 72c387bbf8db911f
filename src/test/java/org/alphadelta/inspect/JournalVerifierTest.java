package org.alphadelta.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Role;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.genesis.DoubleAttestation;
import org.alphadelta.genesis.GenesisEvent;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.governance.Actors;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.BallotCount;
import org.alphadelta.governance.GovernorEvent;
import org.alphadelta.governance.ProposalStatus;
import org.alphadelta.governance.RatifierEvent;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.JournalRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JournalVerifierTest {
  private static final JournalVerifier VERIFIER =
      new JournalVerifier(Histories.CODECS, Ed25519.verifier(), List.of());

  /** Four streams that a test may spoil before they are linked. */
  private static final class History {
    final List<Canonical> genesis = new ArrayList<>(Histories.genesis());
    final List<Canonical> governor = new ArrayList<>(Histories.governor());
    final List<Canonical> ratifier = new ArrayList<>(Histories.ratifier());
    final List<Canonical> evidence = new ArrayList<>(Histories.evidence());

    List<JournalRecord> records() {
      List<JournalRecord> records = new ArrayList<>();
      Histories.linked("evidence-alpha", evidence).forEach(l -> records.add(l.record()));
      Histories.linked("genesis", genesis).forEach(l -> records.add(l.record()));
      Histories.linked("governor", governor).forEach(l -> records.add(l.record()));
      Histories.linked("ratifier", ratifier).forEach(l -> records.add(l.record()));
      return records;
    }
  }

  @Test
  void findsNothingWrongInAnUpgradeThatHappened() {
    VerificationReport report = VERIFIER.verify(RecordSource.of(new History().records()));
    assertThat(report.findings()).isEmpty();
    assertThat(report.result()).isEqualTo(VerificationReport.Result.OK);
    assertThat(report.result().exitCode()).isZero();
    assertThat(report.streams()).isEqualTo(4);
    assertThat(report.records()).isEqualTo(20);
  }

  static Stream<Arguments> impossibleHistories() {
    return Stream.of(
        told("a second decision", "ratifier", h -> h.ratifier.add(h.ratifier.get(0))),
        told(
            "a second approved upgrade",
            "ratifier",
            h ->
                h.ratifier.add(
                    new RatifierEvent.ProposalApproved(
                        Histories.CHAIN,
                        Histories.hash("another"),
                        60,
                        Histories.hash("block"),
                        Histories.GOVERNORS,
                        Histories.PUBLICS,
                        Actors.committee(1, 0)))),
        told(
            "but the governor's last tally is",
            "ratifier",
            h ->
                h.ratifier.set(
                    0,
                    new RatifierEvent.ProposalApproved(
                        Histories.CHAIN,
                        Histories.PROPOSAL,
                        50,
                        Histories.hash("block"),
                        new BallotCount(4, 0, 0),
                        Histories.PUBLICS,
                        Actors.committee(1, 0)))),
        told(
            "but the governor recorded",
            "ratifier",
            h ->
                h.ratifier.set(
                    0,
                    new RatifierEvent.ProposalClosed(
                        Histories.CHAIN,
                        Histories.PROPOSAL,
                        50,
                        Histories.hash("block"),
                        Histories.GOVERNORS,
                        Histories.PUBLICS,
                        ProposalStatus.REJECTED))),
        told(
            "after its yes, which is final",
            "governor",
            h -> h.governor.add(Histories.vote(1, Role.GOVERNOR, Ballot.NO, 20))),
        told(
            "a vote at height 36, expected 10 to 35",
            "governor",
            h -> h.governor.add(Histories.vote(6, Role.PUBLIC, Ballot.NO, 36))),
        told(
            "but the votes before it count",
            "governor",
            h ->
                h.governor.set(3, Histories.tally(11, new BallotCount(2, 0, 0), BallotCount.NONE))),
        told("which was not recorded before", "governor", h -> h.governor.remove(0)),
        told("is recorded a second time", "governor", h -> h.governor.add(h.governor.get(0))),
        told("is closed a second time", "governor", h -> h.governor.add(h.governor.get(13))),
        told("a second readiness", "governor", h -> h.governor.add(h.governor.get(8))),
        told(
            "after an own yes, which is final",
            "governor",
            h ->
                h.governor.add(
                    new GovernorEvent.VoteCast(Histories.CHAIN, Histories.PROPOSAL, Ballot.NO))),
        told(
            "which is not so",
            "governor",
            h ->
                h.governor.set(
                    11,
                    new GovernorEvent.GenesisRebuilt(
                        Histories.CHAIN,
                        Histories.PROPOSAL,
                        Histories.hash("x"),
                        Histories.hash("y"),
                        true))),
        told(
            "accepted on the word of 2 of 4 governors",
            "genesis",
            h ->
                h.genesis.set(
                    0,
                    new GenesisEvent.GenesisAccepted(
                        Histories.PAIR,
                        4,
                        List.of(
                            Histories.attestation(1),
                            Histories.attestation(2),
                            Histories.attestation(2))))),
        told(
            "with a wrong signature",
            "genesis",
            h ->
                h.genesis.set(
                    1,
                    new GenesisEvent.GenesisAttested(
                        Histories.PAIR,
                        new SignedAttestation(
                            Histories.attestation(4).attestation(),
                            Histories.attestation(1).signature())))),
        told(
            "two attestations that do not contradict each other",
            "genesis",
            h ->
                h.genesis.set(
                    3,
                    new GenesisEvent.AttestedTwice(
                        new DoubleAttestation(
                            Histories.attestation(1), Histories.attestation(1))))),
        told(
            "which had contradicted itself", "genesis", h -> h.genesis.add(0, h.genesis.remove(3))),
        told(
            "a second contradiction",
            "genesis",
            h ->
                h.genesis.add(
                    new GenesisEvent.AttestedTwice(
                        new DoubleAttestation(
                            Histories.attestation(1, Histories.OTHER_PAIR),
                            Histories.attestation(1))))),
        told(
            "do not contradict each other",
            "evidence-alpha",
            h ->
                h.evidence.set(
                    0, new Evidence.DoubleVote(Histories.signed("one"), Histories.signed("one")))),
        told(
            "the same evidence a second time",
            "evidence-alpha",
            h -> h.evidence.add(h.evidence.get(0))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("impossibleHistories")
  void findsAndPlacesWhatCannotHaveHappened(
      String sentence, String stream, Consumer<History> spoil) {
    History history = new History();
    spoil.accept(history);
    VerificationReport report = VERIFIER.verify(RecordSource.of(history.records()));
    assertThat(report.result()).isEqualTo(VerificationReport.Result.WRONG);
    assertThat(report.result().exitCode()).isEqualTo(3);
    assertThat(report.findings())
        .anySatisfy(
            f -> {
              assertThat(f.sentence()).contains(sentence);
              assertThat(((Finding.Wrong) f).stream()).isEqualTo(stream);
            });
  }

  @Test
  void findsARecordThatIsMissingChangedDoubledOrMoved() {
    List<JournalRecord> records = new History().records();
    int at = indexOf(records, "governor", 5);
    JournalRecord record = records.get(at);
    List<List<JournalRecord>> spoiled =
        List.of(
            without(records, at),
            with(
                records,
                at,
                changed(
                    record,
                    Bytes.of(record.payload().slice(0, 3).toArray()),
                    record.timeMillis(),
                    record.previous())),
            with(
                records,
                at,
                changed(record, record.payload(), record.timeMillis() + 1, record.previous())),
            with(
                records,
                at,
                changed(record, record.payload(), record.timeMillis(), Histories.CHAIN)),
            with(records, at, records.get(at + 1)),
            with(records, at, records.get(indexOf(records, "genesis", 2))));
    for (List<JournalRecord> list : spoiled) {
      VerificationReport report = VERIFIER.verify(RecordSource.of(list));
      assertThat(report.result()).isEqualTo(VerificationReport.Result.WRONG);
      assertThat(report.findings().get(0).sentence()).isNotBlank();
    }
    VerificationReport missing = VERIFIER.verify(RecordSource.of(spoiled.get(0)));
    assertThat(missing.findings().get(0).sentence())
        .isEqualTo("WRONG governor 6: found sequence 6, expected 5");
  }

  @Test
  void findsARecordThatWasRewrittenWithAllThatFollow() {
    History history = new History();
    List<JournalRecord> before = history.records();
    history.governor.set(1, Histories.vote(1, Role.GOVERNOR, Ballot.YES, 12));
    List<JournalRecord> rewritten = history.records();
    assertThat(VERIFIER.verify(RecordSource.of(rewritten)).result())
        .isEqualTo(VerificationReport.Result.OK);
    // Only a link that somebody else kept tells: it stands for all records before it.
    assertThat(lastLink(before)).isNotEqualTo(lastLink(rewritten));
  }

  @Test
  void cannotTellTheMeaningOfAnEventWithoutACodecButStillVerifiesItsLink() {
    EventCodecs few = EventCodecs.of(List.of());
    JournalVerifier verifier = new JournalVerifier(few, Ed25519.verifier(), List.of());
    List<JournalRecord> records = new History().records();
    VerificationReport report = verifier.verify(RecordSource.of(records));
    assertThat(report.result()).isEqualTo(VerificationReport.Result.CANNOT_TELL);
    assertThat(report.result().exitCode()).isEqualTo(4);
    assertThat(report.findings()).hasSize(20);
    VerificationReport broken = verifier.verify(RecordSource.of(without(records, 6)));
    assertThat(broken.result()).isEqualTo(VerificationReport.Result.WRONG);
  }

  @Test
  void asksTheRulesThatABuildBrings() {
    JournalVerifier verifier =
        new JournalVerifier(
            Histories.CODECS,
            Ed25519.verifier(),
            List.of(
                () ->
                    (record, event, wrong) -> {
                      if (event instanceof GenesisEvent.CacheQuarantined) {
                        wrong.accept("a rule of this build");
                      }
                    }));
    assertThat(verifier.verify(RecordSource.of(new History().records())).findings())
        .containsExactly(new Finding.Wrong("genesis", 3, "a rule of this build"));
  }

  @Test
  void recordsTravelAsJsonWithoutLosingABit() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    for (JournalRecord record : new History().records()) {
      ObjectNode json = RecordJson.write(record, Histories.CODECS);
      assertThat(RecordJson.read(mapper.readTree(json.toString()))).isEqualTo(record);
      assertThat(json.get("sentence").asText()).endsWith(".");
    }
    ObjectNode vote =
        RecordJson.write(
            new History().records().get(indexOf(new History().records(), "governor", 2)),
            Histories.CODECS);
    assertThat(vote.get("event").toString())
        .isEqualTo(
            "{\"type\":\"VoteRecorded\",\"chain\":\""
                + Histories.CHAIN
                + "\",\"proposal\":\""
                + Histories.PROPOSAL
                + "\",\"voter\":\""
                + Actors.v(1)
                + "\",\"role\":\"governor\",\"cast\":{\"ballot\":\"yes\",\"height\":\"11\",\"transaction\":\""
                + Histories.hash("transaction 111")
                + "\"}}");
  }

  @Test
  void summarisesStreams() {
    List<JournalRecord> records = new History().records();
    List<StreamSummary> summaries = StreamSummary.of(RecordSource.of(records));
    assertThat(summaries)
        .extracting(StreamSummary::stream)
        .containsExactly("evidence-alpha", "genesis", "governor", "ratifier");
    assertThat(summaries).extracting(StreamSummary::count).containsExactly(1L, 4L, 14L, 1L);
    assertThat(summaries.get(2).lastLink())
        .contains(records.get(indexOf(records, "governor", 14)).link());
  }

  private static Arguments told(String sentence, String stream, Consumer<History> spoil) {
    return Arguments.of(sentence, stream, spoil);
  }

  private static Hash lastLink(List<JournalRecord> records) {
    return records.get(indexOf(records, "governor", 14)).link();
  }

  private static int indexOf(List<JournalRecord> records, String stream, long sequence) {
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i).stream().equals(stream) && records.get(i).sequence() == sequence) {
        return i;
      }
    }
    throw new AssertionError("no record " + stream + " " + sequence);
  }

  private static JournalRecord changed(JournalRecord r, Bytes payload, long time, Hash previous) {
    return new JournalRecord(
        r.stream(), r.sequence(), previous, r.manifest(), payload, time, r.link());
  }

  private static List<JournalRecord> without(List<JournalRecord> records, int at) {
    List<JournalRecord> list = new ArrayList<>(records);
    list.remove(at);
    return list;
  }

  private static List<JournalRecord> with(
      List<JournalRecord> records, int at, JournalRecord record) {
    List<JournalRecord> list = new ArrayList<>(records);
    list.set(at, record);
    return list;
  }
}
