package org.alphadelta.api;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.alphadelta.actor.node.NodePhase;
import org.alphadelta.actor.node.NodeStatus;
import org.alphadelta.actor.node.NodeStatus.ChainProgress;
import org.alphadelta.core.Bytes;

/**
 * A node's status in the Prometheus text format, computed for each request: nothing is registered,
 * and nothing goes stale.
 */
final class Metrics {
  private static final List<PerChain> PER_CHAIN =
      List.of(
          new PerChain("adn_height", "Newest executed block", ChainProgress::height),
          new PerChain("adn_round", "Round of the height being agreed on", ChainProgress::round),
          new PerChain(
              "adn_signed_height",
              "Newest block whose certificate holds this node's signature",
              ChainProgress::signedHeight),
          new PerChain(
              "adn_committee_size", "Validators of the next height", ChainProgress::committeeSize),
          new PerChain(
              "adn_tolerates",
              "Byzantine validators that agreement survives",
              ChainProgress::tolerates),
          new PerChain(
              "adn_concluded",
              "1 when the chain makes no more blocks",
              c -> c.concluded() ? 1 : 0));

  private record PerChain(String name, String help, ToDoubleFunction<ChainProgress> value) {}

  private Metrics() {}

  static Answer text(NodeStatus status) {
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, snapshots(status), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written", e);
    }
    return Answer.of(Status.OK, writer.getContentType(), Bytes.of(out.toByteArray()));
  }

  static MetricSnapshots snapshots(NodeStatus status) {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    all.metricSnapshot(build(status));
    all.metricSnapshot(phase(status));
    all.metricSnapshot(
        gauge(
            "adn_generation",
            "How often this network has been given a new genesis",
            status.generation()));
    all.metricSnapshot(
        gauge(
            "adn_genesis_verified",
            "1 when the genesis is accepted",
            status.genesis().verified() ? 1 : 0));
    all.metricSnapshot(
        gauge(
            "adn_genesis_attestations",
            "Pinned governors that attest the pair",
            (double) status.genesis().have()));
    all.metricSnapshot(
        gauge(
            "adn_genesis_attestations_needed",
            "Attestations the 67 % rule asks for",
            (double) status.genesis().needed()));
    all.metricSnapshot(gauge("adn_peers", "Open connections", status.peers().size()));
    all.metricSnapshot(gauge("adn_evidence", "Pieces of evidence kept", status.evidence()));
    all.metricSnapshot(
        gauge("adn_warnings", "What the operator should look at", status.warnings().size()));
    all.metricSnapshot(
        gauge(
            "adn_upgrade_blocked",
            "1 when an upgrade waits for the operator",
            status.upgrade().flatMap(NodeStatus.UpgradeProgress::blocked).isPresent() ? 1 : 0));
    chains(status, all);
    return all.build();
  }

  private static void chains(NodeStatus status, MetricSnapshots.Builder all) {
    for (PerChain metric : PER_CHAIN) {
      // A chain may be reported twice briefly; a label set may occur only once.
      Map<Labels, Double> points = new LinkedHashMap<>();
      status.chains().forEach(c -> points.put(labels(c), metric.value().applyAsDouble(c)));
      GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(metric.name()).help(metric.help());
      points.forEach((labels, value) -> gauge.dataPoint(point(labels, value)));
      all.metricSnapshot(gauge.build());
    }
  }

  private static Labels labels(ChainProgress chain) {
    return Labels.of(
        "network", chain.pair().network().label(),
        "generation", Integer.toString(chain.pair().generation()),
        "chain", chain.kind().label(),
        "genesis", chain.genesis().brief());
  }

  private static InfoSnapshot build(NodeStatus status) {
    return InfoSnapshot.builder()
        .name("adn_build")
        .help("Which build runs")
        .dataPoint(
            InfoDataPointSnapshot.builder()
                .labels(
                    Labels.of(
                        "build", status.build(),
                        "version", status.version(),
                        "network", status.network().label()))
                .build())
        .build();
  }

  private static GaugeSnapshot phase(NodeStatus status) {
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder().name("adn_phase").help("1 for the phase the node is in");
    for (NodePhase phase : NodePhase.values()) {
      gauge.dataPoint(point(Labels.of("phase", phase.label()), phase == status.phase() ? 1 : 0));
    }
    return gauge.build();
  }

  private static GaugeSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(point(Labels.EMPTY, value))
        .build();
  }

  private static GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }
}
