package io.quorate.testkit.registers;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.testkit.sim.Links;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A place where a member runs, again and again: what outlives a crash is its disk.
final class RegisterNode implements Links.End {
  private final RegisterWorld world;
  private final ReplicaId id;
  private final int index;
  private final RegisterDisk disk;
  private @Nullable RegisterLife life;
  private long awakeAt;

  RegisterNode(RegisterWorld world, ReplicaId id, int index) {
    this.world = world;
    this.id = id;
    this.index = index;
    this.disk = new RegisterDisk(world, this);
  }

  ReplicaId id() {
    return id;
  }

  @Override
  public int index() {
    return index;
  }

  RegisterDisk disk() {
    return disk;
  }

  /// Starts a member on the disk as it is, unless one runs.
  void start() {
    if (life == null) {
      world.trace.line(id + " starts");
      life = new RegisterLife(world, this);
      life.begin();
    }
  }

  /// Kills the member, and its coordinators with it; some writes under way become durable
  /// nevertheless.
  void crash() {
    int pending = disk.queue.size();
    int through = pending > 0 ? world.dice.below(pending + 1) : 0;
    world.trace.line(id + " crashes; of " + pending + " groups " + through + " are durable");
    disk.queue.crash(through);
    wake();
    if (life != null) {
      life.end();
      life = null;
    }
  }

  /// Stops time for the member until then; what arrives waits.
  void pause(long until) {
    world.trace.line(id + " stands still");
    awakeAt = until;
    disk.queue.hang(until);
  }

  /// Lets time pass for the member and its disk again.
  void wake() {
    awakeAt = 0;
    disk.queue.unhang();
  }

  /// Does something to the member here: as soon as it is awake, and not at all when none runs.
  void reach(Consumer<RegisterLife> action) {
    if (life == null) {
      return;
    }
    if (world.agenda.now() < awakeAt) {
      RegisterLife asleep = life;
      world.agenda.at(
          awakeAt,
          () -> {
            if (life == asleep) {
              reach(action);
            }
          });
      return;
    }
    action.accept(life);
  }

  @Override
  public String toString() {
    return id.value();
  }
}
