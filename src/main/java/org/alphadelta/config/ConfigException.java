package org.alphadelta.config;

import java.util.List;
import java.util.stream.Collectors;

/** All mistakes of a configuration or pin file together; exit code 2. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<ConfigProblem> problems;

  public ConfigException(List<ConfigProblem> problems) {
    super(problems.stream().map(ConfigProblem::sentence).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<ConfigProblem> problems() {
    return problems;
  }

  /** One line per mistake. */
  public List<String> lines() {
    return problems.stream().map(ConfigProblem::sentence).toList();
  }
}
