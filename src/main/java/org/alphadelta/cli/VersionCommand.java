package org.alphadelta.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.alphadelta.config.BuildInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code adn version}: shows the build. */
@Command(
    name = "version",
    description = "Show version and build.",
    footer = {"Examples:", "  adn version", "  adn version --verbose -o json", ""})
final class VersionCommand extends AdnCommand {
  private final BuildInfo build;

  @Option(
      names = "--verbose",
      description = "Also networks, JDK and which modules are present or absent.")
  private boolean verbose;

  VersionCommand(CliContext context) {
    super(context.shell());
    this.build = context.build();
  }

  @Override
  protected int run() {
    StringBuilder text =
        new StringBuilder("adn " + build.version() + " (" + build.kind() + " build)");
    ObjectNode json = JsonText.object();
    json.put("version", build.version());
    json.put("build", build.kind().label());
    if (verbose) {
      String java = Runtime.version() + " (" + System.getProperty("java.vendor", "unknown") + ")";
      text.append("\nnetworks  ")
          .append(build.kind().networks())
          .append("\njava      ")
          .append(java);
      json.set("networks", JsonText.array(List.of(build.kind().networks().split(", "))));
      json.put("java", java);
      ObjectNode modules = json.putObject("modules");
      for (BuildInfo.Module module : build.modules()) {
        String state = module.present() ? "present" : "absent";
        text.append("\n%-24s %s".formatted(module.name(), state));
        modules.put(module.name(), state);
      }
    }
    print(text.toString(), json);
    return ExitCodes.DONE;
  }
}
