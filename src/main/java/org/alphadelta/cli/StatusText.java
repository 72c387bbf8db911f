package org.alphadelta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A node's status as one screen for people. */
final class StatusText {
  private StatusText() {}

  static String of(JsonNode status) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "network",
        text(status, "network")
            + " g"
            + text(status, "generation")
            + ", "
            + text(status, "build")
            + " build "
            + text(status, "version"));
    line(text, "phase", text(status, "phase"));
    line(text, "genesis", genesis(status.path("genesis")));
    line(text, "validator", status.path("validator").path("address").asText("none (observer)"));
    line(text, "node key", text(status, "node_key"));
    line(text, "peers", text(status, "peers"));
    for (JsonNode chain : status.path("chains")) {
      line(
          text,
          text(chain, "chain"),
          "%s g%s height %s, %s as %s, committee of %s tolerates %s%s, genesis %s"
              .formatted(
                  text(chain, "network"),
                  text(chain, "generation"),
                  text(chain, "height"),
                  text(chain, "activity"),
                  text(chain, "role"),
                  text(chain, "committee_size"),
                  text(chain, "tolerates"),
                  chain.path("concluded").asBoolean() ? ", concluded" : "",
                  brief(text(chain, "genesis_hash"))));
    }
    JsonNode upgrade = status.path("upgrade");
    if (upgrade.isObject()) {
      line(text, "upgrade", text(upgrade, "step") + ": " + text(upgrade, "sentence"));
      if (upgrade.path("blocked").isTextual()) {
        line(text, "blocked", text(upgrade, "blocked"));
      }
    }
    if (status.path("evidence").asInt() > 0) {
      List<String> offenders = new ArrayList<>();
      status.path("offenders").forEach(o -> offenders.add(o.asText()));
      line(
          text,
          "evidence",
          text(status, "evidence")
              + (offenders.isEmpty() ? "" : " against " + String.join(", ", offenders)));
    }
    status.path("warnings").forEach(w -> line(text, "warning", w.asText()));
    return text.toString().stripTrailing();
  }

  private static String genesis(JsonNode genesis) {
    String sentence = text(genesis, "sentence");
    String source = text(genesis, "source");
    return sentence.contains(source) ? sentence : sentence + " (" + source + ")";
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-10s %s%n", name, value));
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("-");
  }

  private static String brief(String hash) {
    return hash.length() > 8 ? hash.substring(0, 8) : hash;
  }
}
