package org.alphadelta.wire;

import org.alphadelta.wire.proto.EndpointForm;
import org.alphadelta.wire.proto.SignedEndpointForm;

/** The decoders of what messages hold and nodes also keep: signed endpoints. */
public final class PeerDecoders {
  public static final Decoder<Endpoint> ENDPOINT =
      Decoder.of(
          "endpoint",
          Limits.SMALL_BYTES,
          EndpointForm.getDescriptor(),
          EndpointForm.parser(),
          GenesisMessageForms::endpoint);

  public static final Decoder<SignedEndpoint> SIGNED_ENDPOINT =
      Decoder.of(
          "signed endpoint",
          Limits.SMALL_BYTES,
          SignedEndpointForm.getDescriptor(),
          SignedEndpointForm.parser(),
          GenesisMessageForms::signedEndpoint);

  private PeerDecoders() {}
}
