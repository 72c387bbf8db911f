package org.alphadelta.serial;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.SerializerWithStringManifest;
import java.io.NotSerializableException;

/**
 * Serializes marked messages between machines of one operator, each by its own codec. Never used
 * for stored data, nor between operators.
 */
public final class MessageSerializer extends SerializerWithStringManifest {
  /** Differs from the identifier of every other serializer. */
  public static final int IDENTIFIER = 7302;

  private final MessageCodecs codecs;
  private final ExtendedActorSystem system;

  public MessageSerializer(MessageCodecs codecs, ExtendedActorSystem system) {
    this.codecs = codecs;
    this.system = system;
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object message) {
    return codec(message).manifest();
  }

  @Override
  public byte[] toBinary(Object message) {
    return codec(message).encode(message, refs());
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    MessageCodec<?, ?> codec =
        codecs
            .ofManifest(manifest)
            .orElseThrow(() -> new NotSerializableException("no codec for message " + manifest));
    try {
      return codec.decode(bytes, refs());
    } catch (IllegalArgumentException e) {
      throw new NotSerializableException(manifest + ": " + e.getMessage());
    }
  }

  private MessageCodec<?, ?> codec(Object message) {
    return codecs
        .ofMessage(message)
        .orElseThrow(
            () ->
                new IllegalStateException("no codec for message " + message.getClass().getName()));
  }

  /**
   * Looked up per message, because the typed system does not exist yet when serializers are
   * created.
   */
  private ActorRefs refs() {
    return new ActorRefs(Adapter.toTyped(system));
  }
}
