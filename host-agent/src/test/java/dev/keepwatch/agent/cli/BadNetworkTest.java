package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.aws.TestAws;
import dev.keepwatch.agent.network.Fault;
import dev.keepwatch.agent.network.FaultProxy;
import dev.keepwatch.agent.network.Weather;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import dev.keepwatch.agent.storage.s3.S3Call;
import dev.keepwatch.agent.storage.s3.S3MockServer;
import dev.keepwatch.agent.storage.s3.S3Settings;
import dev.keepwatch.agent.storage.s3.S3Storage;
import dev.keepwatch.agent.storage.s3.TestCredentials;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A line on which everything happens that happens on lines: whatever it is, a run ends in a whole
/// set or in one that is visibly incomplete and goes on later, no key is written twice, and no
/// wrong byte is restored.
///
/// `-Dkeepwatch.network.seed=N` repeats one seed, `-Dkeepwatch.network.seeds=300` takes more,
/// `-Dkeepwatch.network.tell=true` tells what happened.
@ExtendWith(TestCredentials.class)
class BadNetworkTest {

  @TempDir Path home;

  static LongStream seeds() {
    Long one = Long.getLong("keepwatch.network.seed");
    return one != null
        ? LongStream.of(one)
        : new Random()
            .longs(Integer.getInteger("keepwatch.network.seeds", 40) / 2, 0, 1_000_000_000);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void s3mock_behind_a_bad_line(long seed) throws Exception {
    String bucket = "network-" + seed;
    try (var direct = S3MockServer.archive(bucket, "web01")) {
      weather(seed, S3MockServer.endpoint(), bucket, direct);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void an_aws_behind_a_bad_line(long seed) throws Exception {
    var aws = TestAws.required();
    String bucket = aws.newBucket("network");
    var url = new S3Url(bucket, "web01", Optional.of(aws.endpoint()));
    try (var direct = S3Storage.open(url, S3Settings.from(Map.of()), notice -> {})) {
      weather(seed, aws.endpoint(), bucket, direct);
    }
  }

  /// Each phase of an upload in two parts, broken as often as a run tries: before the server has
  /// it, within, and when it is done and only the answer is missing.
  @ParameterizedTest
  @CsvSource({
    "CREATE, 0, REQUEST_LOST",
    "CREATE, 0, ANSWER_LOST",
    "PART, 0, REQUEST_LOST",
    "PART, 0, REQUEST_BROKEN",
    "PART, 0, ANSWER_LOST",
    "PART, 1, REQUEST_LOST",
    "PART, 1, REQUEST_BROKEN",
    "PART, 1, ANSWER_LOST",
    "COMPLETE, 0, REQUEST_LOST",
    "COMPLETE, 0, REQUEST_BROKEN",
    "COMPLETE, 0, ANSWER_LOST",
    "COMPLETE, 0, ANSWER_BROKEN"
  })
  void an_upload_in_parts_that_breaks_at_any_phase_is_done_by_the_next_run(
      S3Call phase, int after, Fault fault) throws Exception {
    String bucket = "phase-%s-%d-%s".formatted(phase, after, fault);
    bucket = bucket.toLowerCase(Locale.ROOT).replace('_', '-');
    try (var proxy = new FaultProxy(S3MockServer.endpoint());
        var direct = S3MockServer.archive(bucket, "web01")) {
      var run = new NetworkRun(new Random(5), home, proxy, bucket, direct, true);
      run.backUp(Weather.only(phase, fault, after, NetworkRun.ATTEMPTS), 1);
      assertThat(proxy.met()).as("%s", run).isPositive();
      run.assertWhole();
      run.restore(Weather.calm(), 0);
    }
  }

  private void weather(long seed, URI server, String bucket, Storage direct) throws Exception {
    var random = new Random(seed);
    var storm = Weather.storm(random);
    String said = "-Dkeepwatch.network.seed=" + seed + ", " + storm;
    try (var proxy = new FaultProxy(server)) {
      var run = new NetworkRun(random, home, proxy, bucket, direct, random.nextInt(3) == 0);
      try {
        run.backUp(storm, 2);
        run.change();
        run.backUp(storm, 2);
        run.assertWhole();
        run.restore(storm, 1);
      } finally {
        said += run;
        if (Boolean.getBoolean("keepwatch.network.tell")) {
          System.out.println(said);
        }
      }
    } catch (AssertionError e) {
      throw new AssertionError(said + ": " + e.getMessage(), e);
    }
  }
}
