package org.alphadelta.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** Generates the OpenAPI 3.1 document of a route table from the table itself. */
final class OpenApi {
  private OpenApi() {}

  /** The endpoint that serves the document of {@code others} and of itself. */
  static Operation endpoint(List<Operation> others) {
    return Operation.get(
        "/openapi.json",
        "This document",
        call -> CompletableFuture.completedFuture(Answer.ok(document(others))));
  }

  static ObjectNode document(List<Operation> operations) {
    ObjectNode document = Json.object();
    document.put("openapi", "3.1.0");
    ObjectNode info = document.putObject("info");
    info.put("title", "adn");
    info.put("version", "1");
    info.put(
        "description",
        "A validator node for a pair of chains. Heights, credits and sequence numbers are"
            + " strings.");
    ObjectNode paths = document.putObject("paths");
    for (Operation operation : operations) {
      ObjectNode path =
          paths.get(operation.template()) instanceof ObjectNode known
              ? known
              : paths.putObject(operation.template());
      path.set(operation.method().name().toLowerCase(Locale.ROOT), describe(operation));
    }
    document.putObject("components").putObject("schemas").set("Problem", problem());
    return document;
  }

  private static ObjectNode describe(Operation operation) {
    ObjectNode json = Json.object();
    json.put("summary", operation.summary());
    ArrayNode parameters = json.putArray("parameters");
    for (String pathParam : operation.pathParams()) {
      ObjectNode parameter = parameters.addObject();
      parameter.put("name", pathParam).put("in", "path").put("required", true);
      parameter.putObject("schema").put("type", "string");
    }
    for (Operation.Query query : operation.queries()) {
      ObjectNode parameter = parameters.addObject();
      parameter.put("name", query.name()).put("in", "query").put("description", query.meaning());
      parameter.putObject("schema").put("type", "string");
    }
    if (operation.body().maxBytes() > 0) {
      ObjectNode content = json.putObject("requestBody").put("required", true).putObject("content");
      operation.body().contentTypes().forEach(type -> content.putObject(type).putObject("schema"));
    }
    ObjectNode responses = json.putObject("responses");
    boolean accepts = operation.method() == Operation.Method.POST;
    responses
        .putObject(accepts ? "202" : "200")
        .put("description", accepts ? "Taken; the id of what it became" : "The answer");
    responses
        .putObject("default")
        .put("description", "A problem")
        .putObject("content")
        .putObject(Answer.PROBLEM_JSON)
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
    return json;
  }

  private static ObjectNode problem() {
    ObjectNode schema = Json.object();
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("status").put("type", "integer");
    for (String name : List.of("type", "title", "detail", "code")) {
      properties.putObject(name).put("type", "string");
    }
    for (String name : List.of("actual", "expected", "hint")) {
      properties.putObject(name).putArray("type").add("string").add("null");
    }
    return schema;
  }
}
