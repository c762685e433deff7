/// One number and its labels.
package struct Sample: Sendable {
    package let labels: [(name: String, value: String)]
    package let value: Double

    package init(_ labels: [(String, String)] = [], _ value: Double) {
        self.labels = labels.map { (name: $0.0, value: $0.1) }
        self.value = value
    }
}

/// All samples of one name, with what a reader must know of them.
package struct MetricFamily: Sendable {
    package enum Values: Sendable {
        /// Ends in `_total`.
        case counter([Sample])
        case gauge([Sample])
        /// Durations in seconds, one distribution for each set of labels.
        case histogram([(labels: [(String, String)], histogram: Histogram)])
    }

    let name: String
    let help: String
    let values: Values

    /// - Parameter name: in base units, such as `_seconds` or `_bytes`.
    package init(_ name: String, _ help: String, _ values: Values) {
        self.name = name
        self.help = help
        self.values = values
    }

    package static func counter(_ name: String, _ help: String, _ value: Int) -> MetricFamily {
        MetricFamily(name, help, .counter([Sample([], Double(value))]))
    }

    package static func gauge(_ name: String, _ help: String, _ value: Double) -> MetricFamily {
        MetricFamily(name, help, .gauge([Sample([], value)]))
    }
}
