package dev.keepwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
  @TempDir private Path folder;

  @Test
  void without_a_file_the_environment_stays_as_it_is() {
    var environment = Map.of("BUCKET_NAME", "acme");

    assertThat(new Inventory(environment).settings()).isEqualTo(environment);
  }

  @Test
  void buckets_and_folders_are_those_of_the_file_with_account_and_region_of_the_function()
      throws IOException {
    Files.writeString(
        folder.resolve("inventory.tsv"),
        """
        # made from fleet.yaml
        bucket\tacme-web01\tweb01\t48\t0\t0
        folder\tacme-web01\thome\t26
        bucket\tkeepwatch-db01-{account}-{region}\tdb01\t48\t3\t35
        folder\tkeepwatch-db01-{account}-{region}\tvar/backups\t168
        """);

    assertThat(inventory("inventory.tsv").settings())
        .containsEntry("BUCKET_NAME", "acme-web01,keepwatch-db01-123456789012-eu-west-3")
        .containsEntry(
            "EXPECTED_FOLDERS",
            "acme-web01/home,keepwatch-db01-123456789012-eu-west-3/var/backups");
  }

  @Test
  void a_fleet_without_folders_expects_none() throws IOException {
    Files.writeString(folder.resolve("inventory.tsv"), "bucket\tacme-web01\n");

    assertThat(inventory("inventory.tsv").settings())
        .containsEntry("BUCKET_NAME", "acme-web01")
        .doesNotContainKey("EXPECTED_FOLDERS");
  }

  @Test
  void a_file_that_is_not_there_is_said_with_the_settings_name() {
    assertThatThrownBy(() -> inventory("gone.tsv").settings())
        .hasMessageStartingWith("INVENTORY is wrong: ")
        .hasMessageContaining("gone.tsv cannot be read");
  }

  private Inventory inventory(String name) {
    return new Inventory(
        Map.of(
            "INVENTORY",
            name,
            "LAMBDA_TASK_ROOT",
            folder.toString(),
            "ACCOUNT",
            "123456789012",
            "AWS_REGION",
            "eu-west-3"));
  }
}
