package dev.keepwatch.agent.network;

import dev.keepwatch.agent.storage.s3.S3Call;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/// Which fault the next request meets. Asked by many connections at once.
@FunctionalInterface
public interface Weather {

  Fault next(S3Call call);

  /// Nothing happens.
  static Weather calm() {
    return call -> Fault.NONE;
  }

  /// The requests of one kind that follow the first so many meet this fault, so many of them.
  static Weather only(S3Call kind, Fault fault, int after, int times) {
    return new Weather() {
      private int seen;

      @Override
      public synchronized Fault next(S3Call call) {
        if (call != kind) {
          return Fault.NONE;
        }
        int number = seen++;
        return number >= after && number < after + times ? fault : Fault.NONE;
      }
    };
  }

  /// Some of the faults, each so often and so many in a row as the seed wants.
  static Weather storm(Random random) {
    return new Storm(random);
  }

  /// What a seed makes of it.
  final class Storm implements Weather {
    private static final int LONGEST_BURST = 7;
    private static final List<Fault> EVERY =
        List.copyOf(EnumSet.complementOf(EnumSet.of(Fault.NONE)));

    private final Random random;
    private final List<Fault> faults = new ArrayList<>();
    private final double frequency;
    private Fault burst = Fault.NONE;
    private int left;

    private Storm(Random random) {
      this.random = new Random(random.nextLong());
      this.frequency = 0.05 + 0.35 * random.nextDouble();
      for (int kinds = 1 + random.nextInt(5); kinds > 0; kinds--) {
        faults.add(EVERY.get(random.nextInt(EVERY.size())));
      }
    }

    @Override
    public synchronized Fault next(S3Call call) {
      if (left == 0) {
        burst = random.nextDouble() < frequency ? any() : Fault.NONE;
        left = burst == Fault.NONE || random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(LONGEST_BURST);
      }
      left--;
      return burst.suits(call) ? burst : Fault.NONE;
    }

    private Fault any() {
      return faults.get(random.nextInt(faults.size()));
    }

    @Override
    public String toString() {
      return "%.0f %% of %s".formatted(frequency * 100, faults);
    }
  }
}
