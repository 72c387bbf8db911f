package org.alphadelta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.alphadelta.core.Address;

/** Displays a public key. */
final class KeyReport {
  private KeyReport() {}

  static JsonNode json(Address address) {
    ObjectNode json = JsonText.object();
    json.put("address", address.toString());
    json.put("key", address.key().hex());
    return json;
  }
}
