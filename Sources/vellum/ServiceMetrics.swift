internal import HTTPServer
internal import Metrics
internal import Operations
internal import Redis
internal import SessionCore

/// All that `/metrics` tells, gathered when it is asked for.
struct ServiceMetrics: Sendable {
    let requests: RequestMetrics
    let server: ServerCounters
    let core: SessionCore
    let redis: Redis

    var families: [MetricFamily] {
        requests.families + connections + streams + store + pools + tokens + limits + ProcessMetrics.families
    }

    private var connections: [MetricFamily] {
        [
            .gauge("vellum_http_connections", "Connections open now.", Double(server.openConnections)),
            .counter("vellum_http_connections_total", "Connections accepted.", server.acceptedConnections),
            .counter(
                "vellum_http_connections_turned_away_total",
                "Connections closed as soon as they were accepted, since there were too many.",
                server.connectionsTurnedAway),
            .counter(
                "vellum_http_refused_requests_total", "Requests that the engine itself refused.",
                server.refusedRequests),
            .counter(
                "vellum_access_log_dropped_total", "Lines of the access log that nobody took.",
                server.droppedLogLines),
        ]
    }

    private var streams: [MetricFamily] {
        [
            .gauge("vellum_streams", "Streams open now.", Double(server.openStreams)),
            .counter("vellum_streams_opened_total", "Streams opened.", server.openedStreams),
            MetricFamily(
                "vellum_streams_refused_total", "Streams refused, by the limit that they met.",
                .counter(
                    core.frames.refusals.samples("limit") + [
                        Sample([("limit", "all")], Double(server.streamsTurnedAway))
                    ])),
            .gauge("vellum_watched_sessions", "Sessions with an open stream.", Double(core.frames.openChannels)),
            .counter("vellum_frames_rendered_total", "Pictures rendered for readers.", core.frames.rendered.value),
        ]
    }

    private var store: [MetricFamily] {
        [
            .gauge(
                "vellum_redis_up", "Whether every connection for commands is up: 1 or 0.", redis.isConnected ? 1 : 0),
            .counter("vellum_redis_commands_total", "Commands given to Redis.", redis.counters.commands.value),
            .counter(
                "vellum_redis_failures_total", "Commands without a reply: Redis was away or too slow.",
                redis.counters.failures.value),
            .counter(
                "vellum_redis_errors_total", "Commands that Redis answered with an error.",
                redis.counters.refusals.value),
            .counter(
                "vellum_redis_disconnects_total", "Connections to Redis that were lost.",
                redis.counters.disconnects.value),
        ]
    }

    private var pools: [MetricFamily] {
        let pools = [("passwords", core.hashing), ("signatures", core.signing)]
        return [
            MetricFamily(
                "vellum_pool_queue_length", "Pieces of work that wait for a thread.",
                .gauge(pools.map { Sample([("pool", $0.0)], Double($0.1.waiting)) })),
            MetricFamily(
                "vellum_pool_jobs_total", "Pieces of work taken.",
                .counter(pools.map { Sample([("pool", $0.0)], Double($0.1.jobs.value)) })),
            MetricFamily(
                "vellum_pool_refusals_total", "Pieces of work refused because the queue was full.",
                .counter(pools.map { Sample([("pool", $0.0)], Double($0.1.refusals.value)) })),
        ]
    }

    private var tokens: [MetricFamily] {
        [
            MetricFamily(
                "vellum_token_verifications_total", "Bearer tokens looked at, by what came of it.",
                .counter(core.verifier.outcomes.samples("outcome"))),
            MetricFamily(
                "vellum_token_cache_lookups_total", "Sound tokens, by whether they had been verified before.",
                .counter(core.verifier.cacheOutcomes.samples("outcome"))),
            MetricFamily(
                "vellum_audit_events_total", "Audit events.", .counter(core.audit.events.samples("event"))),
            .counter(
                "vellum_denials_total", "Requests of users for what belongs to others, answered 403.",
                core.denials.value),
            .counter(
                "vellum_refresh_reuses_total",
                "Refresh tokens that came again after they had been used up: each ended a sign-in.",
                core.audit.events[.refreshReused].value),
            .counter(
                "vellum_audit_failures_total", "Audit events that the stream in Redis did not take.",
                core.audit.failures.value),
        ]
    }

    private var limits: [MetricFamily] {
        [
            MetricFamily(
                "vellum_rate_limited_total", "Attempts refused by a rate limit.",
                .counter(core.limiter.refusals.samples("action")))
        ]
    }
}
