package io.quorate.service;

import io.quorate.service.engine.Fence;
import io.quorate.service.engine.RegisterEngine;
import io.quorate.service.engine.ReplicaEngine;
import io.quorate.service.storage.CommitListener;
import io.quorate.service.storage.GroupWriter;
import io.quorate.service.storage.ReplicaStore;
import java.util.Optional;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Starts the writer and the engine before the web server takes requests, and stops them after it
/// has answered the last one.
@Component
final class ReplicaLifecycle implements SmartLifecycle {
  /// Far below the web server's phases: first to start, last to stop.
  private static final int PHASE = 0;

  private final ReplicaStore disk;
  private final ReplicaEngine engine;
  private final RegisterEngine registers;
  private final Fence fence;
  private Optional<GroupWriter> writer = Optional.empty();

  ReplicaLifecycle(ReplicaStore disk, ReplicaEngine engine, RegisterEngine registers, Fence fence) {
    this.disk = disk;
    this.engine = engine;
    this.registers = registers;
    this.fence = fence;
  }

  @Override
  public void start() {
    GroupWriter started =
        disk.startWriter(
            new CommitListener() {
              @Override
              public void durable(long sequence) {
                engine.durable(sequence);
              }

              @Override
              public void registersDurable(long sequence) {
                registers.durable(sequence);
              }

              @Override
              public void failed(Throwable cause) {
                fence.fence(cause);
              }
            });
    writer = Optional.of(started);
    engine.start(started::submit);
    registers.start(started::submitRegisters);
  }

  @Override
  public void stop() {
    registers.close();
    engine.close();
    writer.ifPresent(GroupWriter::close);
    writer = Optional.empty();
  }

  @Override
  public boolean isRunning() {
    return writer.isPresent();
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
