import Metrics
import Testing

@Suite struct PrometheusTextTests {
    private enum Colour: String, CaseIterable { case red, green }

    @Test func eachFamilyHasItsHelpItsTypeAndItsSamples() {
        let text = PrometheusText([.counter("a_total", "Things.", 3), .gauge("b", "More.", 0.5)]).text
        #expect(
            text == """
                # HELP a_total Things.
                # TYPE a_total counter
                a_total 3
                # HELP b More.
                # TYPE b gauge
                b 0.5

                """)
    }

    @Test func labelsAndHelpAreEscaped() {
        let family = MetricFamily("a_total", "one\ntwo \\", .counter([Sample([("x", "q\"\\\n")], 1)]))
        #expect(
            PrometheusText([family]).text == """
                # HELP a_total one\\ntwo \\\\
                # TYPE a_total counter
                a_total{x="q\\"\\\\\\n"} 1

                """)
    }

    @Test func aTableShowsEveryLabelFromTheStart() {
        let table = CounterTable<Colour>()
        table[.green].add(2)
        let text = PrometheusText([MetricFamily("c_total", "Colours.", .counter(table.samples("colour")))]).text
        #expect(text.hasSuffix("c_total{colour=\"red\"} 0\nc_total{colour=\"green\"} 2\n"))
    }

    @Test func aHistogramCountsEachBoundWithThoseBelow() {
        let histogram = Histogram()
        for nanoseconds: UInt64 in [500_000, 500_001, 20_000_000_000] { histogram.observe(nanoseconds: nanoseconds) }
        #expect(histogram.cumulative.prefix(3) == [1, 2, 2])
        #expect(histogram.cumulative.suffix(2) == [2, 3])
        let text = PrometheusText([
            MetricFamily("d_seconds", "Time.", .histogram([(labels: [("route", "/")], histogram: histogram)]))
        ]).text
        #expect(text.contains("# TYPE d_seconds histogram\nd_seconds_bucket{route=\"/\",le=\"0.0005\"} 1\n"))
        #expect(text.contains("d_seconds_bucket{route=\"/\",le=\"+Inf\"} 3\nd_seconds_sum{route=\"/\"} 20.001000001\n"))
        #expect(text.hasSuffix("d_seconds_count{route=\"/\"} 3\n"))
    }
}
