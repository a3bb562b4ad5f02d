package io.quorate.testkit.registers;

import io.quorate.core.register.Copy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How far the operations of an explored world have come.
///
/// @param courses one for each operation
/// @param ended the operations that have ended, in this order
record Progress(List<Course> courses, List<Integer> ended) {

  /// How far one operation has come.
  ///
  /// @param endedBefore how many had ended when it began; -1 before it began
  /// @param update the copy that its second phase sends
  /// @param result what it read, or that it has written
  record Course(int endedBefore, Optional<Copy> update, Optional<Copy> result) {
    static final Course NOT_BEGUN = new Course(-1, Optional.empty(), Optional.empty());

    boolean hasBegun() {
      return endedBefore >= 0;
    }

    boolean hasEnded() {
      return result.isPresent();
    }
  }

  static Progress initial(int operations) {
    List<Course> courses = new ArrayList<>();
    for (int i = 0; i < operations; i++) {
      courses.add(Course.NOT_BEGUN);
    }
    return new Progress(List.copyOf(courses), List.of());
  }

  Course course(int operation) {
    return courses.get(operation);
  }

  Progress begun(int operation) {
    return course(operation).hasBegun()
        ? this
        : with(operation, new Course(ended.size(), Optional.empty(), Optional.empty()));
  }

  Progress sending(int operation, Copy copy) {
    Course course = course(operation);
    return with(operation, new Course(course.endedBefore(), Optional.of(copy), course.result()));
  }

  Progress ended(int operation, Copy result) {
    Course course = course(operation);
    Progress after =
        with(operation, new Course(course.endedBefore(), course.update(), Optional.of(result)));
    List<Integer> order = new ArrayList<>(ended);
    order.add(operation);
    return new Progress(after.courses(), List.copyOf(order));
  }

  private Progress with(int operation, Course course) {
    List<Course> changed = new ArrayList<>(courses);
    changed.set(operation, course);
    return new Progress(List.copyOf(changed), ended);
  }
}
