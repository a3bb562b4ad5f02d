package io.quorate.service.local;

/// Starts a cluster of three replicas on this machine and stops them when it is stopped.
public final class LocalCluster {

  private LocalCluster() {}

  /// Starts the replicas as child processes and returns once all of them have ended.
  public static void main(String[] args) {
    System.out.println("LocalCluster on Java " + Runtime.version().feature());
  }
}
