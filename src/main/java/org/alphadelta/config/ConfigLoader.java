package org.alphadelta.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Resolves every known key (option, then environment, then {@code config/adn.conf}, then default)
 * and collects every mistake.
 */
public final class ConfigLoader {
  /** Variables of the launcher, which are not keys. */
  private static final Set<String> FOREIGN_VARIABLES =
      Set.of("ADN_BUILD", "ADN_JAVA_OPTS", "ADN_LOG");

  private final List<Setting<?>> known = new ArrayList<>(ConfigKeys.ALL);
  private final List<ConfigProblem> problems = new ArrayList<>();
  private boolean unreadable;

  private ConfigLoader(List<Setting<?>> extra) {
    known.addAll(extra);
  }

  /** A value before it is parsed. {@code shown} is as the operator wrote it. */
  private record Raw(Object value, String shown, String origin) {}

  /**
   * Loads the configuration of a home.
   *
   * @param options full key to text, from the command line
   * @param environment all variables; those that begin with {@code ADN_} are read
   * @param extra keys that this build knows beyond {@link ConfigKeys#ALL}
   * @throws ConfigException with all mistakes
   */
  public static NodeConfig load(
      Home home,
      Map<String, String> options,
      Map<String, String> environment,
      List<Setting<?>> extra)
      throws ConfigException {
    ConfigLoader loader = new ConfigLoader(extra);
    Map<String, Raw> raw = new TreeMap<>();
    loader.fromFile(home.configFile(), raw);
    return loader.config(home, raw, options, environment);
  }

  /**
   * The configuration of a home with this text as its file, without options and environment; errors
   * as {@link #load}.
   */
  public static NodeConfig check(Home home, String text, List<Setting<?>> extra)
      throws ConfigException {
    ConfigLoader loader = new ConfigLoader(extra);
    Map<String, Raw> raw = new TreeMap<>();
    loader.parse(
        raw,
        "command line",
        () ->
            ConfigFactory.parseString(
                text, ConfigParseOptions.defaults().setOriginDescription("command line")));
    return loader.config(home, raw, Map.of(), Map.of());
  }

  private NodeConfig config(
      Home home, Map<String, Raw> raw, Map<String, String> options, Map<String, String> environment)
      throws ConfigException {
    if (unreadable) {
      throw new ConfigException(
          problems); // a file that cannot be parsed hides which keys are missing
    }
    fromEnvironment(environment, raw);
    fromOptions(options, raw);
    Map<String, Settings.Entry> entries = new LinkedHashMap<>();
    for (Setting<?> setting : known) {
      read(setting, home.configFile(), Optional.ofNullable(raw.get(setting.key())))
          .ifPresent(entry -> entries.put(setting.key(), entry));
    }
    Settings settings = new Settings(entries);
    if (problems.isEmpty()) {
      portsDiffer(settings);
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return NodeConfig.of(home, settings);
  }

  private void fromFile(Path file, Map<String, Raw> raw) {
    if (!Files.isReadable(file)) {
      problems.add(
          new ConfigProblem(
              file.toString(),
              "no readable file",
              "the configuration that 'adn init' writes",
              "home"));
      unreadable = true;
      return;
    }
    parse(raw, file.toString(), () -> ConfigFactory.parseFile(file.toFile()));
  }

  private void parse(Map<String, Raw> raw, String source, Supplier<Config> parser) {
    try {
      walk("", parser.get().resolve().root(), raw);
    } catch (com.typesafe.config.ConfigException e) {
      unreadable = true;
      String where = e.origin() == null ? source : origin(e.origin());
      problems.add(
          new ConfigProblem(
              "syntax",
              "'" + firstLine(String.valueOf(e.getMessage())) + "'",
              "a HOCON file",
              where));
    }
  }

  private void walk(String prefix, ConfigObject object, Map<String, Raw> raw) {
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(object).entrySet()) {
      String key = prefix + entry.getKey();
      ConfigValue value = entry.getValue();
      String origin = origin(value.origin());
      if (isKnown(key)) {
        raw.put(
            key, new Raw(unwrapped(value), value.render(ConfigRenderOptions.concise()), origin));
      } else if (isSection(key)) {
        if (value instanceof ConfigObject section) {
          walk(key + ".", section, raw);
        } else {
          String shown = value.render(ConfigRenderOptions.concise());
          problems.add(new ConfigProblem(key, shown, "a section with " + keysBelow(key), origin));
        }
      } else if (value instanceof ConfigObject section && !section.isEmpty()) {
        walk(key + ".", section, raw); // an unknown section: report the keys in it
      } else {
        unknown(key, origin);
      }
    }
  }

  private void fromEnvironment(Map<String, String> environment, Map<String, Raw> raw) {
    Map<String, String> keys = new TreeMap<>();
    known.forEach(setting -> keys.put(setting.variable(), setting.key()));
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      String name = variable.getKey();
      String key = keys.get(name);
      if (key != null) {
        raw.put(
            key,
            new Raw(variable.getValue(), "'" + variable.getValue() + "'", "environment " + name));
      } else if (name.startsWith("ADN_") && !FOREIGN_VARIABLES.contains(name)) {
        problems.add(
            new ConfigProblem(
                name,
                "an unknown variable",
                NearestKey.of(name, keys.keySet()).map(n -> "a known one like " + n).orElse("none"),
                "environment"));
      }
    }
  }

  private void fromOptions(Map<String, String> options, Map<String, Raw> raw) {
    for (Map.Entry<String, String> option : new TreeMap<>(options).entrySet()) {
      if (isKnown(option.getKey())) {
        raw.put(
            option.getKey(),
            new Raw(option.getValue(), "'" + option.getValue() + "'", "command line"));
      } else {
        unknown(option.getKey(), "command line");
      }
    }
  }

  private Optional<Settings.Entry> read(Setting<?> setting, Path file, Optional<Raw> given) {
    Optional<Raw> raw = given.or(() -> setting.standard().map(ConfigLoader::standard));
    if (raw.isEmpty()) {
      problems.add(
          new ConfigProblem(
              setting.key(), "nothing", setting.format().expected(), file.toString()));
      return Optional.empty();
    }
    Raw found = raw.get();
    Optional<?> value = setting.format().read(found.value());
    if (value.isEmpty()) {
      problems.add(
          new ConfigProblem(
              setting.key(), found.shown(), setting.format().expected(), found.origin()));
    }
    return value.map(v -> new Settings.Entry(setting.key(), v, found.shown(), found.origin()));
  }

  private void portsDiffer(Settings settings) {
    Map<Integer, Setting<Integer>> taken = new TreeMap<>();
    for (Setting<Integer> setting :
        List.of(
            ConfigKeys.P2P_PORT,
            ConfigKeys.REST_PORT,
            ConfigKeys.ADMIN_PORT,
            ConfigKeys.CLUSTER_PORT)) {
      int port = settings.get(setting);
      Setting<Integer> other = port == 0 ? null : taken.put(port, setting);
      if (other != null) {
        problems.add(
            new ConfigProblem(
                setting.key(),
                String.valueOf(port),
                "another port than that of " + other.key(),
                settings.entry(setting).origin()));
      }
    }
  }

  /** Parses a default exactly as if it were in a file. */
  private static Raw standard(String text) {
    ConfigValue value = ConfigFactory.parseString("v = " + text).getValue("v");
    return new Raw(unwrapped(value), text, "default");
  }

  private static Object unwrapped(ConfigValue value) {
    return value.valueType() == ConfigValueType.NULL ? new NoValue() : value.unwrapped();
  }

  /** A key set to null; no format accepts it. */
  private record NoValue() {}

  private void unknown(String key, String origin) {
    List<String> names = known.stream().map(Setting::key).toList();
    String nearest = NearestKey.of(key, names).orElse("none");
    problems.add(new ConfigProblem(key, "an unknown key", "a known one like " + nearest, origin));
  }

  private boolean isKnown(String key) {
    return known.stream().anyMatch(setting -> setting.key().equals(key));
  }

  private boolean isSection(String key) {
    return known.stream().anyMatch(setting -> setting.key().startsWith(key + "."));
  }

  private String keysBelow(String key) {
    return String.join(
        ", ",
        known.stream().map(Setting::key).filter(k -> k.startsWith(key + ".")).limit(5).toList());
  }

  private static String origin(ConfigOrigin origin) {
    String file = origin.filename();
    if (file == null) {
      return "command line";
    }
    return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
