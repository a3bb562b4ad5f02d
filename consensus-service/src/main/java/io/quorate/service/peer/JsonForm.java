package io.quorate.service.peer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/// The form of messages for a person with curl. Strict: a field too many, too few, twice or of the
/// wrong type is an error that names it.
final class JsonForm {
  /// The content type of this form.
  static final String MEDIA_TYPE = "application/json";

  private final JsonMapper mapper =
      strict().addMixIns(JsonMixins.ALL).addMixIns(RegisterMixins.ALL).build();

  /// How all of it is read and written, but for the types.
  static JsonMapper.Builder strict() {
    return JsonMapper.builder()
        .addModule(
            new SimpleModule()
                .addDeserializer(long.class, new Count(long.class))
                .addDeserializer(Long.class, new Count(Long.class)))
        .changeDefaultPropertyInclusion(
            all -> all.withValueInclusion(JsonInclude.Include.NON_ABSENT))
        .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
  }

  /// A message as JSON.
  ///
  /// @param type what is said, as the reader will ask for it
  <T> byte[] write(Envelope<T> envelope, Class<? super T> type) {
    return mapper.writerFor(envelopeOf(type)).writeValueAsBytes(envelope);
  }

  /// A message as a JSON object, to add to.
  <T> ObjectNode tree(Envelope<T> envelope, Class<? super T> type) {
    return (ObjectNode) mapper.readTree(write(envelope, type));
  }

  /// An empty JSON object.
  ObjectNode tree() {
    return mapper.createObjectNode();
  }

  /// The bytes of a JSON object.
  byte[] write(ObjectNode tree) {
    return mapper.writeValueAsBytes(tree);
  }

  /// Reads a message.
  ///
  /// @throws InvalidMessageException when there is none, whatever the bytes are
  <T> Envelope<T> read(byte[] bytes, Class<T> type) {
    try {
      Envelope<T> envelope = mapper.readValue(bytes, envelopeOf(type));
      if (envelope == null) {
        throw new InvalidMessageException("body", "must be a JSON object");
      }
      return envelope;
    } catch (JacksonException broken) {
      throw new InvalidMessageException(path(broken), reason(broken));
    } catch (IllegalArgumentException broken) {
      throw new InvalidMessageException("message", String.valueOf(broken.getMessage()));
    }
  }

  private JavaType envelopeOf(Class<?> type) {
    return mapper.getTypeFactory().constructParametricType(Envelope.class, type);
  }

  private static String path(JacksonException broken) {
    String path =
        broken.getPath().stream()
            .map(step ->
                step.getPropertyName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getPropertyName())
            .collect(Collectors.joining())
            .replaceFirst("^\\.", "");
    return path.isEmpty() ? "body" : path;
  }

  private static String reason(JacksonException broken) {
    Throwable cause = broken.getCause();
    if (cause instanceof IllegalArgumentException) {
      return String.valueOf(cause.getMessage());
    }
    if (broken instanceof UnrecognizedPropertyException) {
      return "is not known here";
    }
    if (broken instanceof OutOfRange) {
      return broken.getOriginalMessage();
    }
    return broken instanceof StreamReadException
        ? "malformed JSON: " + broken.getOriginalMessage()
        : "is missing or has the wrong form";
  }

  /// A number that a message must not carry.
  private static final class OutOfRange extends DatabindException {
    private static final long serialVersionUID = 1L;

    OutOfRange(JsonParser parser, String message) {
      super(parser, message);
    }
  }

  /// Slots, rounds, counts.
  private static final class Count extends StdScalarDeserializer<Long> {
    Count(Class<Long> type) {
      super(type);
    }

    @Override
    public Long deserialize(JsonParser parser, DeserializationContext context) {
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw new OutOfRange(parser, "must be a whole number");
      }
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          || parser.getLongValue() < 0
          || parser.getLongValue() > WireReader.LARGEST) {
        throw new OutOfRange(parser, "must be from 0 to " + WireReader.LARGEST);
      }
      return parser.getLongValue();
    }

    @Override
    public @Nullable Object getNullValue(DeserializationContext context) {
      if (handledType().isPrimitive()) {
        throw new OutOfRange(context.getParser(), "must be a whole number");
      }
      return null;
    }
  }
}
