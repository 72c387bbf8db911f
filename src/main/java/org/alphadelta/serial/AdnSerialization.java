package org.alphadelta.serial;

import akka.actor.ExtendedActorSystem;
import akka.serialization.SerializationSetup;
import akka.serialization.SerializerDetails;
import java.util.List;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.Linked;

/**
 * Registers the serializers of an actor system, with the codecs of the build; used with {@code adn-
 * serialization.conf}, which turns Java serialization off.
 */
public final class AdnSerialization {
  private AdnSerialization() {}

  /** To be combined with the other setups of the actor system before it starts. */
  public static SerializationSetup setup(EventCodecs events, MessageCodecs messages) {
    return SerializationSetup.create(system -> details(events, messages, system));
  }

  private static List<SerializerDetails> details(
      EventCodecs events, MessageCodecs messages, ExtendedActorSystem system) {
    return List.of(
        SerializerDetails.create(
            "adn-journal", new JournalSerializer(events), List.of(Linked.class)),
        SerializerDetails.create(
            "adn-message", new MessageSerializer(messages, system), messages.bound()));
  }
}
