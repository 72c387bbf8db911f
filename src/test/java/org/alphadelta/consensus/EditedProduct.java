package org.alphadelta.consensus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The product with edits in its sources, beside the real one and only in memory. Every class of
 * ours is loaded here once more, tests and tools too, so that they meet the edited classes.
 */
final class EditedProduct extends ClassLoader {
  private static final String OURS = "org.alphadelta.";

  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> edited;

  private EditedProduct(Map<String, byte[]> edited) {
    super(EditedProduct.class.getClassLoader());
    this.edited = edited;
  }

  /**
   * Edits and compiles.
   *
   * @throws IllegalStateException when an edit does not fit its source, or what comes of it does
   *     not compile
   */
  static EditedProduct of(List<SourceEdit> edits) {
    Map<Class<?>, String> sources = new LinkedHashMap<>();
    for (SourceEdit edit : edits) {
      String before = sources.computeIfAbsent(edit.in(), SourceEdit::source);
      sources.put(edit.in(), edit.applied(before));
    }
    return new EditedProduct(compiled(sources));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? loadedAgain(name) : known;
    }
  }

  private Class<?> loadedAgain(String name) throws ClassNotFoundException {
    byte[] code = edited.containsKey(name) ? edited.get(name) : unedited(name);
    return defineClass(name, code, 0, code.length);
  }

  private byte[] unedited(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, byte[]> compiled(Map<Class<?>, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("edited sources need a JDK, this is a runtime without javac");
    }
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((in, text) -> units.add(new Source(in, text)));
    StringWriter errors = new StringWriter();
    try (Memory memory = new Memory(compiler.getStandardFileManager(null, null, null))) {
      List<String> options = List.of("-proc:none", "-nowarn", "-cp", classPath());
      if (!compiler.getTask(errors, memory, null, options, null, units).call()) {
        throw new IllegalStateException("an edited source does not compile: " + errors);
      }
      return memory.classes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The real product; what it needs of libraries none of the edited classes names. */
  private static String classPath() {
    try {
      return Path.of(Engine.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(Class<?> of, String text) {
      super(URI.create("edited:///" + of.getName().replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Code extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Code(String name) {
      super(URI.create("edited:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  /** Takes what the compiler writes. */
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, Code> written = new TreeMap<>();

    Memory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return written.computeIfAbsent(name, Code::new);
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new TreeMap<>();
      written.forEach((name, code) -> classes.put(name, code.bytes.toByteArray()));
      return classes;
    }
  }
}
