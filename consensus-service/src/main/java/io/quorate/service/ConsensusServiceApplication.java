package io.quorate.service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Starts one replica.
@SpringBootApplication
@ConfigurationPropertiesScan
public class ConsensusServiceApplication {

  /// Starts a replica configured as any Spring Boot service: by arguments, environment or file.
  public static void main(String[] args) {
    SpringApplication.run(ConsensusServiceApplication.class, args);
  }
}
