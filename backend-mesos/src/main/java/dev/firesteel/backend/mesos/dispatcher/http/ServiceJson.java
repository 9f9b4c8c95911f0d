package dev.firesteel.backend.mesos.dispatcher.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import java.io.IOException;
import java.util.List;

/**
 * What the service and its clients say to each other, as JSON. Orders are read strictly, answers as
 * those of newer dispatchers. Safe for any thread.
 */
public final class ServiceJson {
  private final ObjectMapper writer;
  private final ObjectMapper strict;
  private final ObjectMapper lenient;

  /** Makes one. */
  public ServiceJson() {
    writer = JsonMapper.builder().build();
    strict =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    lenient =
        JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  }

  /** An order, a report, a list of those, or {@link About}. */
  public byte[] write(Object value) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A value that cannot be written as JSON", e);
    }
  }

  /**
   * Reads an order.
   *
   * @throws IOException if it is none; says what is wrong with it
   */
  public DriverOrder order(byte[] json) throws IOException {
    return read(strict, json, DriverOrder.class);
  }

  /**
   * Reads a report.
   *
   * @throws IOException if it is none
   */
  public DriverReport report(byte[] json) throws IOException {
    return read(lenient, json, DriverReport.class);
  }

  /**
   * Reads reports.
   *
   * @throws IOException if they are none
   */
  public List<DriverReport> reports(byte[] json) throws IOException {
    return lenient.readValue(json, new TypeReference<List<DriverReport>>() {});
  }

  /**
   * Reads who answers.
   *
   * @throws IOException if it is something else
   */
  public About about(byte[] json) throws IOException {
    return read(lenient, json, About.class);
  }

  private static <T> T read(ObjectMapper mapper, byte[] json, Class<T> type) throws IOException {
    try {
      T value = mapper.readValue(json, type);
      if (value == null) {
        throw new IOException("null instead of a JSON object");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
  }
}
