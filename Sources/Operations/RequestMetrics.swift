package import ContractRuntime
package import Metrics

/// Counts answers by route and status, and how long they took.
///
/// The counters of a route lie at its number, so that counting costs an index and no look-up.
package struct RequestMetrics: Sendable {
    private final class RouteCounters: Sendable {
        let route: Route
        /// Ascending; 0, the first, stands for what no contract has.
        let statuses: [Int]
        let counters: CounterList
        /// The place of each status from 200 to 599 among them.
        private let places: [UInt8]
        let durations = Histogram()
        let ignored = Counter()

        init(_ route: Route) {
            self.route = route
            let statuses = (route.documentedStatuses + [408, 411, 500, 0]).reduce(into: [Int]()) { all, status in
                if !all.contains(status) { all.append(status) }
            }
            let sorted = statuses.sorted()
            self.statuses = sorted
            counters = CounterList(count: sorted.count)
            places = (200..<600).map { status in UInt8(sorted.firstIndex(of: status) ?? 0) }
        }

        func count(_ status: Int) {
            counters.add(at: 200..<600 ~= status ? Int(places[status - 200]) : 0)
        }
    }

    private let routes: [RouteCounters]
    /// Answers that reached no operation, by status.
    private let unrouted: [(status: Int, count: Counter)]

    /// What the engine, the router and what may only be read answer on any path; 0 stands for the rest.
    private static let engineStatuses = [
        204, 400, 404, 405, 406, 408, 411, 412, 413, 414, 417, 421, 431, 501, 503, 505, 0,
    ]

    /// - Parameter routes: those that are served, in the order of their numbers.
    package init(_ routes: [Route]) {
        self.routes = routes.map { RouteCounters($0) }
        unrouted = RequestMetrics.engineStatuses.map { (status: $0, count: Counter()) }
    }

    package func answered(_ route: Route?, status: Int, nanoseconds: UInt64) {
        guard let route else {
            (unrouted.first { $0.status == status } ?? unrouted.last)?.count.add()
            return
        }
        let counters = routes[route.number]
        counters.count(status)
        counters.durations.observe(nanoseconds: nanoseconds)
    }

    package func ignored(_ route: Route, properties: Int) { routes[route.number].ignored.add(properties) }

    package var families: [MetricFamily] {
        let routed = routes.flatMap { counters in
            counters.statuses.enumerated().map { place, status in
                Sample(labels(counters.route) + [("status", name(status))], Double(counters.counters[place]))
            }
        }
        let rest = unrouted.map { entry in
            Sample(
                [("method", ""), ("route", ""), ("status", name(entry.status))],
                Double(entry.count.value))
        }
        return [
            MetricFamily(
                "vellum_http_requests_total",
                "Requests answered, by method, route and status; without a route those that reached no operation of a contract.",
                .counter(routed + rest)),
            MetricFamily(
                "vellum_http_request_duration_seconds",
                "Time from a request's head to its answer; to the answer's begin for streams.",
                .histogram(routes.map { (labels: labels($0.route), histogram: $0.durations) })),
            MetricFamily(
                "vellum_ignored_properties_total",
                "Members of request bodies that the contract does not know and lets pass, by operation.",
                .counter(
                    routes.filter(\.route.ignoresUnknown).map { counters in
                        Sample([("operation", counters.route.operationID)], Double(counters.ignored.value))
                    })),
        ]
    }

    private func name(_ status: Int) -> String { status == 0 ? "other" : String(status) }

    private func labels(_ route: Route) -> [(String, String)] {
        [("method", route.method), ("route", route.template)]
    }
}
