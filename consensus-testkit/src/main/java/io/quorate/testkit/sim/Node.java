package io.quorate.testkit.sim;

import io.quorate.core.quorum.ReplicaId;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A place where a replica runs, again and again: what outlives a crash is its disk.
final class Node implements Links.End {
  private final World world;
  private final ReplicaId id;
  private final int index;
  private Disk disk;
  private @Nullable Life life;
  private long awakeAt;
  private boolean wiped;

  Node(World world, ReplicaId id, int index) {
    this.world = world;
    this.id = id;
    this.index = index;
    this.disk = newDisk();
  }

  private Disk newDisk() {
    return new Disk(
        world.dice.number(),
        world.agenda,
        world.dice,
        world.setting.disk(),
        (where, write, copied) -> world.referee.durable(this, where, write, copied));
  }

  ReplicaId id() {
    return id;
  }

  @Override
  public int index() {
    return index;
  }

  Disk disk() {
    return disk;
  }

  /// Whether it once lost its disk.
  boolean isWiped() {
    return wiped;
  }

  boolean isUp() {
    return life != null;
  }

  /// Whether the replica here takes itself for the leader.
  boolean leads() {
    return life != null && life.leads();
  }

  /// The replica that runs here now.
  Optional<Life> life() {
    return Optional.ofNullable(life);
  }

  /// Starts a replica on the disk as it is.
  void start() {
    if (life == null) {
      world.trace.line(id + " starts");
      life = new Life(world, this);
      life.begin();
    }
  }

  /// Kills the replica.
  ///
  /// @param someThrough whether some writes under way become durable nevertheless
  void crash(boolean someThrough) {
    int pending = disk.pendingGroups();
    int through = someThrough && pending > 0 ? world.dice.below(pending + 1) : 0;
    disk.crash(through);
    wake();
    if (life != null) {
      if (world.trace.isOn()) {
        world.trace.line(id + " crashes; of " + pending + " groups " + through + " are durable");
      }
      life.end();
      life = null;
    }
  }

  /// Takes the disk away and puts an empty one in its place, while no replica runs here.
  void wipe() {
    world.trace.line(id + " loses its disk");
    disk = newDisk();
    wiped = true;
  }

  /// Stops time for the replica until then; what arrives waits.
  void pause(long until) {
    world.trace.line(id + " stands still");
    awakeAt = until;
    disk.hang(until);
  }

  /// Lets time pass for the replica and its disk again.
  void wake() {
    awakeAt = 0;
    disk.unhang();
  }

  /// Does something to the replica here: as soon as it is awake, and not at all when none runs.
  void reach(Consumer<Life> action) {
    if (life == null) {
      return;
    }
    if (world.agenda.now() < awakeAt) {
      Life asleep = life;
      world.agenda.at(
          awakeAt,
          () -> {
            if (!asleep.isOver()) {
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
