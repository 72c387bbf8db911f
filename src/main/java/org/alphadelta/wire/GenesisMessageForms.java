package org.alphadelta.wire;

import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.wire.proto.AttestationsForm;
import org.alphadelta.wire.proto.AttestationsRequestForm;
import org.alphadelta.wire.proto.CertificatesForm;
import org.alphadelta.wire.proto.EndpointForm;
import org.alphadelta.wire.proto.EndpointsForm;
import org.alphadelta.wire.proto.EnvelopeForm;
import org.alphadelta.wire.proto.GenesisChunkForm;
import org.alphadelta.wire.proto.GenesisChunkRequestForm;
import org.alphadelta.wire.proto.ParametersResponseForm;
import org.alphadelta.wire.proto.SignedEndpointForm;

/**
 * Generated messages to those of genesis distribution; to be called within a {@link Decoder} only.
 */
final class GenesisMessageForms {
  private GenesisMessageForms() {}

  static GenesisMessage message(EnvelopeForm form) {
    return switch (form.getMessageCase()) {
      case ATTESTATIONS_REQUEST -> attestationsRequest(form.getAttestationsRequest());
      case ATTESTATIONS -> attestations(form.getAttestations());
      case GENESIS_CHUNK_REQUEST -> chunkRequest(form.getGenesisChunkRequest());
      case GENESIS_CHUNK -> chunk(form.getGenesisChunk());
      case PARAMETERS_REQUEST ->
          new GenesisMessage.ParametersRequest(Fields.cid(form.getParametersRequest().getCid()));
      case PARAMETERS_RESPONSE -> parameters(form.getParametersResponse());
      case CERTIFICATES_REQUEST ->
          new GenesisMessage.CertificatesRequest(
              Fields.hash(form.getCertificatesRequest().getSource()));
      case CERTIFICATES -> certificates(form.getCertificates());
      case ENDPOINTS -> endpoints(form.getEndpoints());
      default -> throw EnvelopeForms.absent();
    };
  }

  static Endpoint endpoint(EndpointForm form) {
    return new Endpoint(
        Fields.network(form.getNetwork()),
        Fields.key(form.getValidator()),
        Fields.key(form.getNodeKey()),
        HandshakeForms.listenAddress(form.getAddress()),
        Fields.uint64(form.getSerial()));
  }

  static SignedEndpoint signedEndpoint(SignedEndpointForm form) {
    return new SignedEndpoint(endpoint(form.getEndpoint()), Fields.signature(form.getSignature()));
  }

  private static GenesisMessage attestationsRequest(AttestationsRequestForm form) {
    return new GenesisMessage.AttestationsRequest(
        Fields.network(form.getNetwork()), Fields.uint32(form.getGeneration()));
  }

  private static GenesisMessage attestations(AttestationsForm form) {
    return new GenesisMessage.Attestations(
        form.getAttestationsList().stream()
            .map(a -> Fields.nested(SignedAttestation.CODEC, a))
            .toList());
  }

  private static GenesisMessage chunkRequest(GenesisChunkRequestForm form) {
    return new GenesisMessage.GenesisChunkRequest(
        CoreForms.pairId(form.getPair()),
        Fields.kind(form.getChain()),
        Fields.uint32(form.getIndex()));
  }

  private static GenesisMessage chunk(GenesisChunkForm form) {
    return new GenesisMessage.GenesisChunk(
        Fields.hash(form.getAlpha()),
        Fields.kind(form.getChain()),
        Fields.uint32(form.getIndex()),
        Fields.bytes(form.getContent()));
  }

  private static GenesisMessage parameters(ParametersResponseForm form) {
    return new GenesisMessage.ParametersResponse(
        Fields.cid(form.getCid()), Fields.bytes(form.getContent()));
  }

  private static GenesisMessage certificates(CertificatesForm form) {
    return new GenesisMessage.Certificates(
        form.getCertificatesList().stream()
            .map(c -> Fields.nested(UpgradeCertificate.CODEC, c))
            .toList());
  }

  private static GenesisMessage endpoints(EndpointsForm form) {
    return new GenesisMessage.Endpoints(
        form.getEndpointsList().stream().map(GenesisMessageForms::signedEndpoint).toList());
  }
}
