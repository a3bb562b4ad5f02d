package io.quorate.architecture;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// What the house rules say about one source file, read with javac's own parser.
final class StyleRules extends TreeScanner<@Nullable Void, @Nullable Void> {

  static final int LINES_PER_FILE = 300;
  static final int LINES_PER_METHOD = 40;
  private static final Pattern EMPTY_NAME = Pattern.compile(".*(Manager|Helper|Utils?|Impl)");

  private final String path;
  private final CompilationUnitTree unit;
  private final Trees trees;
  private final List<String> broken = new ArrayList<>();

  private StyleRules(String path, CompilationUnitTree unit, Trees trees) {
    this.path = path;
    this.unit = unit;
    this.trees = trees;
  }

  /// The rules that this source breaks, each as a line to show; none if it keeps them all.
  static List<String> brokenBy(String path, String source) {
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, List.of(file(source)));
    try {
      var rules = new StyleRules(path, task.parse().iterator().next(), Trees.instance(task));
      rules.check(source);
      return List.copyOf(rules.broken);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void check(String source) {
    var lines = source.lines().count();
    if (lines > LINES_PER_FILE) {
      broken.add("%s: %d lines, at most %d".formatted(path, lines, LINES_PER_FILE));
    }
    scan(unit, null);
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
    if (EMPTY_NAME.matcher(tree.getSimpleName()).matches()) {
      broken.add("%s: %s says nothing of its role".formatted(path, tree.getSimpleName()));
    }
    return super.visitClass(tree, null);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree tree, @Nullable Void none) {
    var lines = bodyLines(tree);
    if (lines > LINES_PER_METHOD) {
      broken.add(
          "%s: %s has %d lines, at most %d"
              .formatted(path, tree.getName(), lines, LINES_PER_METHOD));
    }
    return super.visitMethod(tree, null);
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void none) {
    if (tree.getAnnotationType().toString().matches("(.*\\.)?Disabled[A-Za-z]*")) {
      broken.add("%s: %s, but a test either holds or goes".formatted(path, tree));
    }
    return super.visitAnnotation(tree, null);
  }

  /// From the line of the opening brace to that of the closing one; annotations and parameters are
  /// free.
  private long bodyLines(MethodTree method) {
    if (method.getBody() == null) {
      return 0;
    }
    var positions = trees.getSourcePositions();
    var start = positions.getStartPosition(unit, method.getBody());
    var end = positions.getEndPosition(unit, method.getBody());
    return unit.getLineMap().getLineNumber(end) - unit.getLineMap().getLineNumber(start) + 1;
  }

  private static SimpleJavaFileObject file(String source) {
    return new SimpleJavaFileObject(
        URI.create("string:///Source.java"), SimpleJavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }
}
