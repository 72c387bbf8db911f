package org.alphadelta.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;

/**
 * Renders any event as a JSON tree by its record components: bytes, hashes, keys and signatures in
 * hexadecimal, 64-bit numbers as text, enums by their label, members of sealed families with their
 * {@code type}. For people and tools; never hashed.
 */
public final class EventJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private EventJson() {}

  public static JsonNode of(Object value) {
    return switch (value) {
      case Bytes bytes -> JSON.textNode(bytes.hex());
      case Hash hash -> JSON.textNode(hash.hex());
      case PublicKey key -> JSON.textNode(key.hex());
      case Signature signature -> JSON.textNode(signature.bytes().hex());
      case Cid cid -> JSON.textNode(cid.toString());
      case Integer number -> JSON.numberNode(number);
      case Boolean truth -> JSON.booleanNode(truth);
      case Optional<?> optional -> optional.map(EventJson::of).orElse(JSON.nullNode());
      case Iterable<?> list -> array(list);
      case Record record -> object(record);
      default -> JSON.textNode(value.toString());
    };
  }

  private static ArrayNode array(Iterable<?> list) {
    ArrayNode array = JSON.arrayNode();
    list.forEach(element -> array.add(of(element)));
    return array;
  }

  private static ObjectNode object(Record value) {
    ObjectNode object = JSON.objectNode();
    Class<?> type = value.getClass();
    for (Class<?> family : type.getInterfaces()) {
      if (family.isSealed()) {
        object.put("type", type.getSimpleName());
      }
    }
    for (RecordComponent component : type.getRecordComponents()) {
      object.set(snake(component.getName()), of(component(value, component)));
    }
    return object;
  }

  private static Object component(Record value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("an event's components are public: " + component, e);
    }
  }

  private static String snake(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
