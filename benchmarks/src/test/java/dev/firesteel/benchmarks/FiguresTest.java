package dev.firesteel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void sumsInAnotherOrderRoundToTheSame() {
    double oneWay = 0.1 + 0.2 + 0.3;
    double other = 0.3 + 0.2 + 0.1;

    assertThat(oneWay).isNotEqualTo(other);
    assertThat(Figures.rounded(oneWay))
        .isEqualTo(Figures.rounded(other))
        .isEqualTo("6.00000000e-01");
  }

  @Test
  void aDifferenceInTheNinthDigitIsSeen() {
    assertThat(Figures.rounded(1.00000001, 2)).isEqualTo("1.00000001e+00 2.00000000e+00");
  }
}
