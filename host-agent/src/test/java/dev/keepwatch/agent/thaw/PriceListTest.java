package dev.keepwatch.agent.thaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PriceListTest {

  private static Properties entries() throws IOException {
    var entries = new Properties();
    try (InputStream file =
        Objects.requireNonNull(PriceList.class.getResourceAsStream("thaw-prices.properties"))) {
      entries.load(file);
    }
    return entries;
  }

  @Test
  void the_list_says_when_and_where_its_prices_held() {
    var list = PriceList.load();

    assertThat(list.date()).isAfter(LocalDate.of(2025, 1, 1));
    assertThat(list.region()).isEqualTo("us-east-1");
    assertThat(list.source()).isEqualTo("the provider's price list");
  }

  /// Nothing in the file is idle, and nothing can be left out.
  @Test
  void a_list_without_any_one_of_its_entries_is_refused_by_name() throws Exception {
    for (var key : new ArrayList<>(entries().stringPropertyNames())) {
      var entries = entries();
      entries.remove(key);
      assertThatThrownBy(() -> PriceList.of(entries))
          .as(key)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(key);
    }
  }

  @Test
  void numbers_that_make_no_sense_are_refused() throws Exception {
    for (String nonsense : new String[] {"-1", "free", ""}) {
      var entries = entries();
      entries.setProperty("GLACIER.bulk.gib", nonsense);
      assertThatThrownBy(() -> PriceList.of(entries)).isInstanceOf(IllegalArgumentException.class);
    }
    var backward = entries();
    backward.setProperty("GLACIER.bulk.minutes", "9-3");
    assertThatThrownBy(() -> PriceList.of(backward)).hasMessageContaining("runs backward");
  }
}
