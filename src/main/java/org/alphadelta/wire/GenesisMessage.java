package org.alphadelta.wire;

import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.genesis.Manifest;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;

/**
 * Messages about a genesis, its parameters and its successors, the only ones for a node that does
 * not know its chain. The receiver verifies every response against a signature, a hash or a content
 * id.
 */
public sealed interface GenesisMessage extends PeerMessage {
  record AttestationsRequest(NetworkId network, int generation) implements GenesisMessage {
    public static final Codec<AttestationsRequest> CODEC =
        Codec.of(
            "attestations request",
            Codec.SMALL_BYTES,
            Field.of(1, "network", NetworkId.TYPE, AttestationsRequest::network),
            Field.of(2, "generation", FieldType.UINT32, AttestationsRequest::generation),
            AttestationsRequest::new);

    public AttestationsRequest {
      Bounds.require(generation >= 0, "a generation", generation);
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.ATTESTATIONS_REQUEST;
    }
  }

  /** The sender's own attestation and those it has collected. */
  record Attestations(List<SignedAttestation> attestations) implements GenesisMessage {
    public static final Codec<Attestations> CODEC =
        Codec.of(
            "attestations",
            Limits.ATTESTATIONS_BYTES,
            Field.list(
                1,
                "attestations",
                Limits.MAX_ATTESTATIONS,
                FieldType.message(SignedAttestation.CODEC),
                Attestations::attestations),
            Attestations::new);

    public Attestations {
      attestations = Bounds.limited(attestations, Limits.MAX_ATTESTATIONS);
    }

    /** Distributes all attestations over as many frames as needed. */
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
  }

  /** Requests chunk {@code index} (from 0) of one genesis; see {@link Manifest}. */
  record GenesisChunkRequest(GenesisPairId pair, ChainKind chain, int index)
      implements GenesisMessage {
    public static final Codec<GenesisChunkRequest> CODEC =
        Codec.of(
            "genesis chunk request",
            Codec.SMALL_BYTES,
            Field.of(1, "pair", FieldType.message(GenesisPairId.CODEC), GenesisChunkRequest::pair),
            Field.of(2, "chain", ChainKind.TYPE, GenesisChunkRequest::chain),
            Field.of(3, "index", FieldType.UINT32, GenesisChunkRequest::index),
            GenesisChunkRequest::new);

    public GenesisChunkRequest {
      Bounds.require(index >= 0 && index < Limits.MAX_CHUNKS, "a chunk index", index);
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.GENESIS_CHUNK_REQUEST;
    }
  }

  /** One chunk of the pair with this Alpha hash; empty content: not available. */
  record GenesisChunk(Hash alpha, ChainKind chain, int index, Bytes content)
      implements GenesisMessage {
    public static final Codec<GenesisChunk> CODEC =
        Codec.of(
            "genesis chunk",
            Limits.GENESIS_CHUNK_BYTES,
            Field.of(1, "alpha", FieldType.HASH, GenesisChunk::alpha),
            Field.of(2, "chain", ChainKind.TYPE, GenesisChunk::chain),
            Field.of(3, "index", FieldType.UINT32, GenesisChunk::index),
            Field.of(4, "content", FieldType.BYTES, GenesisChunk::content),
            GenesisChunk::new);

    public GenesisChunk {
      Bounds.require(index >= 0 && index < Limits.MAX_CHUNKS, "a chunk index", index);
      Bounds.require(content.length() <= Manifest.CHUNK_BYTES, "a chunk's size", content.length());
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.GENESIS_CHUNK;
    }
  }

  record ParametersRequest(Cid cid) implements GenesisMessage {
    public static final Codec<ParametersRequest> CODEC =
        Codec.of(
            "parameters request",
            Codec.SMALL_BYTES,
            Field.of(1, "cid", FieldType.CID, ParametersRequest::cid),
            ParametersRequest::new);

    @Override
    public FrameKind frameKind() {
      return FrameKind.PARAMETERS_REQUEST;
    }
  }

  /**
   * The content with a content id; empty: not available. The receiver verifies it against the id
   * before decoding.
   */
  record ParametersResponse(Cid cid, Bytes content) implements GenesisMessage {
    public static final Codec<ParametersResponse> CODEC =
        Codec.of(
            "parameters response",
            Limits.PARAMETERS_BYTES + Codec.SMALL_BYTES,
            Field.of(1, "cid", FieldType.CID, ParametersResponse::cid),
            Field.of(2, "content", FieldType.BYTES, ParametersResponse::content),
            ParametersResponse::new);

    public ParametersResponse {
      Bounds.require(
          content.length() <= Limits.PARAMETERS_BYTES, "a parameter file's size", content.length());
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.PARAMETERS_RESPONSE;
    }
  }

  /** Requests the upgrade certificates whose line begins at the chain with this Alpha genesis. */
  record CertificatesRequest(Hash source) implements GenesisMessage {
    public static final Codec<CertificatesRequest> CODEC =
        Codec.of(
            "certificates request",
            Codec.SMALL_BYTES,
            Field.of(1, "source", FieldType.HASH, CertificatesRequest::source),
            CertificatesRequest::new);

    @Override
    public FrameKind frameKind() {
      return FrameKind.CERTIFICATES_REQUEST;
    }
  }

  /** Upgrade certificates, oldest first. */
  record Certificates(List<UpgradeCertificate> certificates) implements GenesisMessage {
    public static final Codec<Certificates> CODEC =
        Codec.of(
            "certificates",
            Limits.UPGRADE_CERTIFICATES_BYTES,
            Field.list(
                1,
                "certificates",
                Limits.MAX_CERTIFICATES,
                FieldType.message(UpgradeCertificate.CODEC),
                Certificates::certificates),
            Certificates::new);

    public Certificates {
      certificates = Bounds.limited(certificates, Limits.MAX_CERTIFICATES);
    }

    /** The prefix of these certificates that fits one frame. */
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
  }

  record Endpoints(List<SignedEndpoint> endpoints) implements GenesisMessage {
    public static final Codec<Endpoints> CODEC =
        Codec.of(
            "endpoints",
            Limits.ENDPOINTS_BYTES,
            Field.list(
                1,
                "endpoints",
                Limits.MAX_ENDPOINTS,
                FieldType.message(SignedEndpoint.CODEC),
                Endpoints::endpoints),
            Endpoints::new);

    public Endpoints {
      endpoints = Bounds.limited(endpoints, Limits.MAX_ENDPOINTS);
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.ENDPOINTS;
    }
  }
}
