package org.alphadelta.config;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of one node, with the files that the operator writes. {@code store.HomeLayout} has
 * those of the node.
 */
public record Home(Path root) {
  public Home {
    root = root.toAbsolutePath().normalize();
  }

  /** Whether {@code init} has made this directory a home. */
  public boolean exists() {
    return Files.exists(configFile());
  }

  public Path configDirectory() {
    return root.resolve("config");
  }

  public Path configFile() {
    return configDirectory().resolve("adn.conf");
  }

  public Path pinFile() {
    return configDirectory().resolve("pins.json");
  }

  public Path keys() {
    return root.resolve("keys");
  }

  public Path nodeKey() {
    return keys().resolve("node.key");
  }

  public Path validatorKey() {
    return keys().resolve("validator.key");
  }

  public Path passphrase() {
    return keys().resolve("passphrase");
  }

  /** Port, token and process id of the running node's admin port (mode 0600). */
  public Path adminFile() {
    return root.resolve("run").resolve("admin.json");
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
