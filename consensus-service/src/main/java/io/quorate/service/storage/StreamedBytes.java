package io.quorate.service.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.BasicBinder;
import org.hibernate.type.descriptor.jdbc.BasicExtractor;
import org.hibernate.type.descriptor.jdbc.VarbinaryJdbcType;
import org.jspecify.annotations.Nullable;

/// Bytes of any length, which the drivers take and give as a stream: H2 has no other way to more
/// than 1 MiB (as a `blob`), and to PostgreSQL it is one of two ways to a `bytea`.
public final class StreamedBytes extends VarbinaryJdbcType {
  private static final long serialVersionUID = 1L;

  @Override
  public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
    return new Binder<>(javaType, this);
  }

  @Override
  public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
    return new Extractor<>(javaType, this);
  }

  private static final class Binder<X> extends BasicBinder<X> {
    private static final long serialVersionUID = 1L;

    Binder(JavaType<X> javaType, StreamedBytes type) {
      super(javaType, type);
    }

    @Override
    protected void doBind(PreparedStatement statement, X value, int index, WrapperOptions options)
        throws SQLException {
      byte[] bytes = getJavaType().unwrap(value, byte[].class, options);
      statement.setBinaryStream(index, new ByteArrayInputStream(bytes), bytes.length);
    }

    @Override
    protected void doBind(CallableStatement statement, X value, String name, WrapperOptions options)
        throws SQLException {
      byte[] bytes = getJavaType().unwrap(value, byte[].class, options);
      statement.setBinaryStream(name, new ByteArrayInputStream(bytes), bytes.length);
    }
  }

  private static final class Extractor<X> extends BasicExtractor<X> {
    private static final long serialVersionUID = 1L;

    Extractor(JavaType<X> javaType, StreamedBytes type) {
      super(javaType, type);
    }

    @Override
    protected @Nullable X doExtract(ResultSet rows, int column, WrapperOptions options)
        throws SQLException {
      try (InputStream stream = rows.getBinaryStream(column)) {
        byte[] bytes = stream == null ? null : stream.readAllBytes();
        return getJavaType().wrap(bytes, options);
      } catch (IOException broken) {
        throw new SQLException("could not read a column's bytes", broken);
      }
    }

    @Override
    protected X doExtract(CallableStatement statement, int column, WrapperOptions options)
        throws SQLException {
      return getJavaType().wrap(statement.getBytes(column), options);
    }

    @Override
    protected X doExtract(CallableStatement statement, String name, WrapperOptions options)
        throws SQLException {
      return getJavaType().wrap(statement.getBytes(name), options);
    }
  }
}
