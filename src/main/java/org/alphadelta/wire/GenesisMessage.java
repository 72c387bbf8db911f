package org.alphadelta.wire;

import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.genesis.Manifest;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;

/**
 * What leads a node to a genesis, its parameters and its successors: all that one who does not know
 * its chain may ask. Every answer is checked by its receiver against a signature, a hash or a
 * content id; none is believed as it comes.
 */
public sealed interface GenesisMessage extends PeerMessage {
  record AttestationsRequest(NetworkId network, int generation) implements GenesisMessage {
    public AttestationsRequest {
      Bounds.require(generation >= 0, "a generation", generation);
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.ATTESTATIONS_REQUEST;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.uint(1, network.number()).uint(2, generation);
    }
  }

  /** The sender's own attestation and those it holds. */
  record Attestations(List<SignedAttestation> attestations) implements GenesisMessage {
    public Attestations {
      attestations = Bounds.limited(attestations, Limits.MAX_ATTESTATIONS);
    }

    /** All of these attestations, in as many frames as they take. */
    public static List<Attestations> batches(List<SignedAttestation> attestations) {
      return Batches.split(
              attestations, Limits.MAX_ATTESTATIONS, Limits.ATTESTATIONS_BYTES - Limits.SMALL_BYTES)
          .stream()
          .map(Attestations::new)
          .toList();
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.ATTESTATIONS;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      attestations.forEach(a -> out.message(1, a));
    }
  }

  /** Asks for chunk {@code index} (from 0) of one genesis; see {@link Manifest}. */
  record GenesisChunkRequest(GenesisPairId pair, ChainKind chain, int index)
      implements GenesisMessage {
    public GenesisChunkRequest {
      Bounds.require(index >= 0 && index < Limits.MAX_CHUNKS, "a chunk index", index);
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.GENESIS_CHUNK_REQUEST;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(1, pair).uint(2, chain.number()).uint(3, index);
    }
  }

  /** One chunk of the pair with this Alpha hash; empty content: not held. */
  record GenesisChunk(Hash alpha, ChainKind chain, int index, Bytes content)
      implements GenesisMessage {
    public GenesisChunk {
      Bounds.require(index >= 0 && index < Limits.MAX_CHUNKS, "a chunk index", index);
      Bounds.require(content.length() <= Manifest.CHUNK_BYTES, "a chunk's size", content.length());
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.GENESIS_CHUNK;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, alpha).uint(2, chain.number()).uint(3, index).bytes(4, content);
    }
  }

  record ParametersRequest(Cid cid) implements GenesisMessage {
    @Override
    public FrameKind frameKind() {
      return FrameKind.PARAMETERS_REQUEST;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, cid.digest());
    }
  }

  /**
   * What is held under a content id; empty content: nothing. The receiver checks it against the id
   * before parsing.
   */
  record ParametersResponse(Cid cid, Bytes content) implements GenesisMessage {
    public ParametersResponse {
      Bounds.require(
          content.length() <= Limits.PARAMETERS_BYTES, "a parameter file's size", content.length());
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.PARAMETERS_RESPONSE;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, cid.digest()).bytes(2, content);
    }
  }

  /** Asks for the upgrade certificates that lead on from the chain with this Alpha genesis. */
  record CertificatesRequest(Hash source) implements GenesisMessage {
    @Override
    public FrameKind frameKind() {
      return FrameKind.CERTIFICATES_REQUEST;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, source);
    }
  }

  /** Upgrade certificates, oldest first. */
  record Certificates(List<UpgradeCertificate> certificates) implements GenesisMessage {
    public Certificates {
      certificates = Bounds.limited(certificates, Limits.MAX_CERTIFICATES);
    }

    /** The prefix of these certificates that one frame takes. */
    public static Certificates fitting(List<UpgradeCertificate> certificates) {
      return new Certificates(
          Batches.first(
              certificates,
              Limits.MAX_CERTIFICATES,
              Limits.UPGRADE_CERTIFICATES_BYTES - Limits.SMALL_BYTES));
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.CERTIFICATES;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      certificates.forEach(c -> out.message(1, c));
    }
  }

  record Endpoints(List<SignedEndpoint> endpoints) implements GenesisMessage {
    public Endpoints {
      endpoints = Bounds.limited(endpoints, Limits.MAX_ENDPOINTS);
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.ENDPOINTS;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      endpoints.forEach(e -> out.message(1, e));
    }
  }
}
