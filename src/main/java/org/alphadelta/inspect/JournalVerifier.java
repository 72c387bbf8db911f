package org.alphadelta.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.alphadelta.core.Hash;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.EventReading;
import org.alphadelta.journal.JournalRecord;
import org.alphadelta.store.LevelFiles;

/**
 * Verifies a journal: sequence, links, schema, meaning, and for a directory its bytes. It repairs
 * nothing.
 */
public final class JournalVerifier {
  private final EventCodecs codecs;
  private final List<Supplier<MeaningCheck>> checks;

  /** {@code more}: checks of events that only this build has. */
  public JournalVerifier(
      EventCodecs codecs, SignatureVerifier verifier, List<Supplier<MeaningCheck>> more) {
    this.codecs = codecs;
    List<Supplier<MeaningCheck>> all = new ArrayList<>();
    all.add(GovernorCheck::new);
    all.add(RatifierCheck::new);
    all.add(() -> new GenesisCheck(verifier));
    all.add(EvidenceCheck::new);
    all.addAll(more);
    this.checks = List.copyOf(all);
  }

  /** Verifies records from a running node. */
  public VerificationReport verify(RecordSource source) {
    return verify(source, new LevelFiles.Report(List.of(), List.of()));
  }

  /** Verifies the journal of a stopped node. */
  public VerificationReport verify(JournalCopy copy) {
    return verify(copy.source(), copy.files());
  }

  private VerificationReport verify(RecordSource source, LevelFiles.Report files) {
    List<Finding> findings = new ArrayList<>();
    files
        .damages()
        .forEach(d -> findings.add(new Finding.WrongByte(d.file(), d.offset(), d.what())));
    files.torn().forEach(t -> findings.add(new Finding.TornTail(t.file(), t.offset())));
    List<MeaningCheck> fresh = checks.stream().map(Supplier::get).toList();
    long records = 0;
    for (String stream : source.streams()) {
      records += new StreamWalk(stream, findings, fresh).walk(source);
    }
    return new VerificationReport(source.streams().size(), records, findings);
  }

  /** Verifies one stream from its first entry to its last. */
  private final class StreamWalk {
    private final String stream;
    private final List<Finding> findings;
    private final List<MeaningCheck> fresh;
    private long sequence;
    private Hash link = JournalRecord.NOTHING_BEFORE;

    private StreamWalk(String stream, List<Finding> findings, List<MeaningCheck> fresh) {
      this.stream = stream;
      this.findings = findings;
      this.fresh = fresh;
    }

    private long walk(RecordSource source) {
      List<StoredEntry> entries = source.entries(stream);
      for (StoredEntry entry : entries) {
        if (entry.sequence() != sequence + 1) {
          wrong(
              entry.sequence(),
              "found sequence " + entry.sequence() + ", expected " + (sequence + 1));
        }
        sequence = entry.sequence();
        switch (entry) {
          case StoredEntry.Unreadable unreadable -> wrong(sequence, unreadable.why());
          case StoredEntry.Recorded recorded -> record(recorded.record());
        }
      }
      if (source.highest(stream) != sequence) {
        wrong(
            source.highest(stream),
            "the store remembers " + source.highest(stream) + " records, found " + sequence);
      }
      return entries.size();
    }

    private void record(JournalRecord record) {
      if (!record.stream().equals(stream) || record.sequence() != sequence) {
        wrong(sequence, "found the record of " + record.stream() + " " + record.sequence());
      }
      if (!record.previous().equals(link)) {
        wrong(sequence, "found a link to " + record.previous() + ", expected to " + link);
      }
      if (!record.link().equals(record.expectedLink())) {
        wrong(sequence, "found link " + record.link() + ", expected " + record.expectedLink());
      }
      link = record.link();
      switch (codecs.read(record)) {
        case EventReading.Unknown unknown ->
            findings.add(new Finding.CannotTell(stream, sequence, unknown.manifest()));
        case EventReading.Malformed malformed ->
            wrong(sequence, malformed.manifest() + " is malformed: " + malformed.why());
        case EventReading.Known known ->
            fresh.forEach(
                check -> check.see(record, known.event(), what -> wrong(record.sequence(), what)));
      }
    }

    private void wrong(long at, String what) {
      findings.add(new Finding.Wrong(stream, at, what));
    }
  }
}
