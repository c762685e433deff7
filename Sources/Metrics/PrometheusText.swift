/// The text format that Prometheus reads, version 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/).
package struct PrometheusText {
    package static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    package private(set) var text = ""

    package init(_ families: [MetricFamily]) {
        for family in families { write(family) }
    }

    private mutating func write(_ family: MetricFamily) {
        text += "# HELP \(family.name) \(PrometheusText.escapedHelp(family.help))\n"
        switch family.values {
        case .counter(let samples):
            text += "# TYPE \(family.name) counter\n"
            for sample in samples { write(family.name, sample.labels, sample.value) }
        case .gauge(let samples):
            text += "# TYPE \(family.name) gauge\n"
            for sample in samples { write(family.name, sample.labels, sample.value) }
        case .histogram(let histograms):
            text += "# TYPE \(family.name) histogram\n"
            for (labels, histogram) in histograms { write(family.name, labels, histogram) }
        }
    }

    private mutating func write(_ name: String, _ labels: [(String, String)], _ histogram: Histogram) {
        let counts = histogram.cumulative
        let bounds = Histogram.bounds.map { PrometheusText.number($0) } + ["+Inf"]
        for (bound, count) in zip(bounds, counts) {
            write("\(name)_bucket", labels + [("le", bound)], Double(count))
        }
        write("\(name)_sum", labels, histogram.sumSeconds)
        write("\(name)_count", labels, Double(counts.last ?? 0))
    }

    private mutating func write(_ name: String, _ labels: [(String, String)], _ value: Double) {
        text += name
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0.0)=\"\(PrometheusText.escaped($0.1))\"" }.joined(separator: ",") + "}"
        }
        text += " \(PrometheusText.number(value))\n"
    }

    /// Whole numbers without a fraction.
    private static func number(_ value: Double) -> String { Int64(exactly: value).map(String.init) ?? "\(value)" }

    private static func escaped(_ value: String) -> String {
        escapedHelp(value).replacing("\"", with: "\\\"")
    }

    private static func escapedHelp(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }
}
