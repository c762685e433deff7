internal import Metrics
internal import Synchronization

/// The text of `/metrics`, made at most once a second: it is some 60 KB, and anyone may ask for it.
final class MetricsPage: Sendable {
    static let freshness = Duration.seconds(1)

    private let made = Mutex<(text: String, at: ContinuousClock.Instant)?>(nil)

    func text(_ families: () -> [MetricFamily]) -> String {
        made.withLock { made in
            if let made, made.at.duration(to: .now) < MetricsPage.freshness { return made.text }
            let text = PrometheusText(families()).text
            made = (text, .now)
            return text
        }
    }
}
