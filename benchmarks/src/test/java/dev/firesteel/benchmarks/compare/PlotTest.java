package dev.firesteel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class PlotTest {
  private static final String LOCAL = "local[2]";

  @Test
  void eachRatioHasABarAndEachAimAMark() throws Exception {
    Comparison comparison = new Comparison();
    comparison.add(ComparisonTest.run(Peer.FIRESTEEL, LOCAL, "join", "seconds", 1, "a"));
    comparison.add(ComparisonTest.run(Peer.SPARK, LOCAL, "join", "seconds", 7, "a"));
    comparison.add(ComparisonTest.run(Peer.FIRESTEEL, LOCAL, "page-rank", "seconds", 1, "b"));
    comparison.add(ComparisonTest.run(Peer.SPARK, LOCAL, "page-rank", "seconds", 2000, "b"));

    String svg = new Plot(comparison).text(List.of(LOCAL, "local-cluster[2,1,2048]"));

    Document picture =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(1 + 2);
    assertThat(svg).contains(">7<", ">2000<").contains("stroke-width=\"2\"");
  }

  @Test
  void nothingComparedIsNoPicture() {
    assertThat(new Plot(new Comparison()).text(List.of(LOCAL))).isEmpty();
  }
}
