package org.alphadelta.config;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.alphadelta.core.NetworkId;

/**
 * The build that runs and the networks it may run. The composition root supplies the modules; this
 * class does not look for them.
 */
public record BuildInfo(Kind kind, String version, List<Module> modules) {
  private static final String RESOURCE = "/adn-build.properties";

  /** One of three builds of the same source. */
  public enum Kind {
    MAINNET("mainnet"),
    NETWORK_UPGRADES("network-upgrades"),
    DEV("dev");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    public boolean runs(NetworkId network) {
      return switch (this) {
        case MAINNET -> network == NetworkId.MAINNET;
        case NETWORK_UPGRADES -> network == NetworkId.TESTNET || network == NetworkId.DEVNET;
        case DEV -> network == NetworkId.DEVNET;
      };
    }

    /** "testnet, devnet", for error messages. */
    public String networks() {
      return List.of(NetworkId.values()).stream()
          .filter(this::runs)
          .map(NetworkId::label)
          .collect(Collectors.joining(", "));
    }

    public static Optional<Kind> ofLabel(String label) {
      return List.of(values()).stream().filter(k -> k.label.equals(label)).findFirst();
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** A part that some builds contain. */
  public record Module(String name, boolean present) {}

  public BuildInfo {
    modules = List.copyOf(modules);
  }

  /**
   * Reads the description in the jar.
   *
   * @throws IllegalStateException when the jar was assembled wrongly
   */
  public static BuildInfo ofJar(List<Module> modules) {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no " + RESOURCE);
      }
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + RESOURCE, e);
    }
    String label = properties.getProperty("build", "");
    Kind kind =
        Kind.ofLabel(label)
            .orElseThrow(
                () -> new IllegalStateException(RESOURCE + ": unknown build '" + label + "'"));
    return new BuildInfo(kind, properties.getProperty("version", "unknown"), modules);
  }
}
