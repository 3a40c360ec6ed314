package dev.keepwatch.agent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.rsync.HeapUse;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Feeds a parser with damaged input: each must be taken, or refused by an exception that is
/// documented, with bounded memory and in the end.
///
/// `-Dkeepwatch.fuzz.cases=N` feeds more, `-Dkeepwatch.fuzz.seed=N` others. Each case has a seed of
/// its own; the failure tells it, and with it and one case the same happens again.
public final class Fuzz {

  private static final long USUAL_SEED = 20261121;
  private static final long STEP = 0x9e3779b97f4a7c15L;

  /// No case takes a tenth of it; who waits longer waits for ever.
  private static final long HANGS_AFTER_MILLIS = 120_000;

  private static final int LONGEST_SENTENCE = 4000;

  /// Something that reads bytes of others.
  @FunctionalInterface
  public interface Parser {
    /// Reads all of it.
    ///
    /// @param random for choices beside the input
    void read(byte[] input, SplittableRandom random) throws Exception;
  }

  private final String name;
  private final int usualCases;
  private Class<? extends Exception> refusal = NoRefusal.class;
  private long mostBytes = 64 << 20;

  private Fuzz(String name, int usualCases) {
    this.name = name;
    this.usualCases = usualCases;
  }

  /// @param usualCases how many cases continuous integration has time for
  public static Fuzz of(String name, int usualCases) {
    return new Fuzz(name, usualCases);
  }

  /// The documented exception; its message must be a sentence.
  public Fuzz refusedBy(Class<? extends Exception> exception) {
    refusal = exception;
    return this;
  }

  /// How much one case may allocate, all in all.
  public Fuzz allocating(long bytes) {
    mostBytes = bytes;
    return this;
  }

  public static int cases(int usual) {
    return Integer.getInteger("keepwatch.fuzz.cases", usual);
  }

  public static long seed() {
    return Long.getLong("keepwatch.fuzz.seed", USUAL_SEED);
  }

  /// What became of all cases.
  public record Tally(String name, long taken, long refused, long mostBytes) {
    @Override
    public String toString() {
      return "fuzz %s: %d cases, %d taken, %d refused, at most %.1f MB allocated in one"
          .formatted(name, taken + refused, taken, refused, mostBytes / 1048576.0);
    }
  }

  /// Feeds damaged samples.
  public void feed(List<byte[]> samples, Parser parser) throws Exception {
    feed(random -> new Mutation(random, samples).next(), parser);
  }

  /// Where the input of a case comes from.
  @FunctionalInterface
  public interface Source {
    byte[] next(SplittableRandom random) throws Exception;
  }

  public void feed(Source source, Parser parser) throws Exception {
    var current = new AtomicLong();
    var outcome = new AtomicReference<@Nullable Throwable>();
    var worker =
        new Thread(
            () -> {
              try {
                run(source, parser, current);
              } catch (Throwable e) {
                outcome.set(e);
              }
            },
            "fuzz " + name);
    worker.setDaemon(true);
    worker.start();
    for (long before = -1; worker.isAlive(); ) {
      worker.join(HANGS_AFTER_MILLIS);
      if (worker.isAlive() && before == current.get()) {
        throw new AssertionError(
            "%s, case %d from seed %d hangs in%n%s"
                .formatted(name, before, seed(), List.of(worker.getStackTrace())));
      }
      before = current.get();
    }
    Throwable failure = outcome.get();
    if (failure != null) {
      throw new AssertionError(failure.getMessage(), failure);
    }
  }

  private void run(Source source, Parser parser, AtomicLong current) throws Exception {
    long taken = 0;
    long most = 0;
    int cases = cases(usualCases);
    for (int i = 0; i < cases; i++) {
      current.set(i);
      long seed = seed() + i * STEP;
      var random = new SplittableRandom(seed);
      byte[] input = source.next(random);
      var result = new Result();
      long bytes = HeapUse.of(() -> result.taken = isTaken(parser, input, random, seed));
      assertThat(bytes).as("bytes allocated: %s", replay(seed)).isLessThan(mostBytes);
      most = Math.max(most, bytes);
      taken += result.taken ? 1 : 0;
    }
    System.out.println(new Tally(name, taken, cases - taken, most));
    if (cases > 100) {
      assertThat(taken).as("taken of %d", cases).isBetween(1L, cases - 1L);
    }
  }

  private String replay(long seed) {
    return "%s, -Dkeepwatch.fuzz.seed=%d -Dkeepwatch.fuzz.cases=1".formatted(name, seed);
  }

  private boolean isTaken(Parser parser, byte[] input, SplittableRandom random, long seed) {
    try {
      parser.read(input, random);
      return true;
    } catch (Exception e) {
      if (!refusal.isInstance(e)) {
        throw new AssertionError(replay(seed), e);
      }
      String message = Objects.requireNonNull(e.getMessage());
      assertThat(message.length())
          .as(() -> replay(seed) + ": " + message.substring(0, Math.min(message.length(), 200)))
          .isBetween(10, LONGEST_SENTENCE);
      assertThat(message.indexOf('\n')).as(replay(seed)).isNegative();
      return false;
    } catch (Error e) {
      throw new AssertionError(replay(seed), e);
    }
  }

  private static final class Result {
    private boolean taken;
  }

  /// Where nothing may be refused.
  private static final class NoRefusal extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
