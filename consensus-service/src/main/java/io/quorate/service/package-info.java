/// A replica of the key-value store as a Spring Boot service.
@NullMarked
package io.quorate.service;

import org.jspecify.annotations.NullMarked;
