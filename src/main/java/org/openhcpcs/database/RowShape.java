package org.openhcpcs.database;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;

/**
 * Makes values of rows by the order of the columns: a record takes one for each of its components,
 * a record within it as many as that has; any other type is one column.
 *
 * <p>An enum is told by its name in words, an {@link Edition} as it is written. Null becomes an
 * empty {@link Optional}, and a text that may not be null is empty then; where the record has a
 * primitive, null is a fault of the statement.
 */
final class RowShape {

  private int columns;

  private RowShape() {}

  /** One part of a row. */
  private interface Part {
    @Nullable Object of(ResultSet row) throws SQLException;
  }

  static <T> Sql.RowMapper<T> of(Class<T> type) {
    Part part = new RowShape().part(type, null);
    return row -> type.cast(Objects.requireNonNull(part.of(row), "the value of a row is null"));
  }

  private Part part(Class<?> type, @Nullable AnnotatedType annotated) {
    if (type.isRecord() && type != Edition.class) {
      return record(type);
    }
    if (type == Optional.class && annotated instanceof AnnotatedParameterizedType optional) {
      AnnotatedType within = optional.getAnnotatedActualTypeArguments()[0];
      Part value = column((Class<?>) within.getType(), true);
      return row -> Optional.ofNullable(value.of(row));
    }
    return column(type, annotated == null || annotated.isAnnotationPresent(Nullable.class));
  }

  private Part record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
      parts.add(part(types[i], components[i].getAnnotatedType()));
    }
    Constructor<?> constructor;
    try {
      constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("each record has a constructor of its components", e);
    }
    constructor.setAccessible(true);
    return row -> {
      @Nullable Object[] values = new Object[types.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = parts.get(i).of(row);
      }
      try {
        return constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof RuntimeException refusal) {
          throw refusal; // of what the record may not be
        }
        throw new IllegalStateException("no " + type.getSimpleName() + " can be made of a row", e);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("no " + type.getSimpleName() + " can be made of a row", e);
      }
    };
  }

  private Part column(Class<?> type, boolean isNullable) {
    int column = ++columns;
    if (type.isPrimitive()) {
      Part value = primitive(type, column);
      return row -> {
        Object given = value.of(row);
        if (row.wasNull()) {
          throw new IllegalStateException(
              "column %d of a row is null, which no %s can be".formatted(column, type));
        }
        return given;
      };
    } else if (type == Integer.class) {
      return row -> {
        int number = row.getInt(column); // whatever width it has in the database
        return row.wasNull() ? null : number;
      };
    } else if (type == String.class) {
      return isNullable
          ? row -> row.getString(column)
          : row -> Objects.requireNonNullElse(row.getString(column), "");
    } else if (type == Instant.class) {
      return row -> {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
      };
    } else if (type == Edition.class || type.isEnum()) {
      return row -> {
        String text = row.getString(column);
        return text == null ? null : named(type, text);
      };
    }
    return row -> row.getObject(column, type);
  }

  private static Part primitive(Class<?> type, int column) {
    if (type == int.class) {
      return row -> row.getInt(column);
    } else if (type == long.class) {
      return row -> row.getLong(column);
    } else if (type == boolean.class) {
      return row -> row.getBoolean(column);
    }
    throw new IllegalStateException("no value of a row is a " + type);
  }

  private static Object named(Class<?> type, String text) {
    if (type == Edition.class) {
      return Edition.parse(text).orElseThrow();
    }
    String name = text.toUpperCase(Locale.ROOT).replace(' ', '_');
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalStateException(text + ": no " + type.getSimpleName());
  }
}
