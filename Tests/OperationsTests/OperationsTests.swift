import HTTPCore
import Metrics
import Operations
import Synchronization
import Testing

@Suite struct OperationsTests {
    /// Stands for all that is served beside.
    private struct Rest: HTTPResponder {
        func answer(_ request: HTTPRequest) -> HTTPAnswer { .now(HTTPResponse(status: 299)) }
        func refusal(status: Int, code: String, message: String) -> HTTPResponse {
            HTTPResponse(status: status, body: .bytes(Array(code.utf8)))
        }
    }

    private func ask(
        _ method: String, _ path: String, _ checks: [ReadinessCheck] = []
    ) async -> (response: HTTPResponse, text: String) {
        let responder = OperationsResponder(
            next: Rest(), readiness: { checks }, metrics: { [.counter("a_total", "Things.", 1)] })
        let request = HTTPRequest(
            method: method, path: path, context: RequestContext(clientAddress: "127.0.0.1", requestID: "r"))
        let response: HTTPResponse
        switch responder.answer(request) {
        case .now(let value): response = value
        case .constant(let constant, _): response = constant.response
        case .later(let run): response = await run()
        }
        guard case .bytes(let bytes) = response.body else { return (response, "") }
        return (response, String(decoding: bytes, as: UTF8.self))
    }

    @Test func aProcessThatAnswersIsHealthy() async {
        let (response, text) = await ask("GET", "/healthz")
        #expect(response.status == 200)
        #expect(text == #"{"status":"ok"}"#)
        #expect(response.fields["Cache-Control"] == "no-store")
    }

    @Test func readyWhenEveryCheckIsWell() async {
        let (response, text) = await ask("GET", "/readyz", [ReadinessCheck("redis", problem: nil)])
        #expect(response.status == 200)
        #expect(text == #"{"status":"ready","checks":[{"name":"redis","status":"ok"}]}"#)
    }

    @Test func notReadyNamesEveryReason() async {
        let checks = [ReadinessCheck("redis", problem: "gone"), ReadinessCheck("log", problem: nil)]
        let (response, text) = await ask("GET", "/readyz", checks)
        #expect(response.status == 503)
        #expect(response.fields["Retry-After"] == "1")
        #expect(
            text == #"{"status":"not ready","checks":[{"name":"redis","status":"failed","reason":"gone"},"#
                + #"{"name":"log","status":"ok"}]}"#)
    }

    @Test func metricsAreInTheFormatOfPrometheus() async {
        let (response, text) = await ask("HEAD", "/metrics")
        #expect(response.fields["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(text.contains("a_total 1\n"))
    }

    @Test func metricsAreMadeOnceASecond() async throws {
        let count = Mutex(0)
        let responder = OperationsResponder(
            next: Rest(), readiness: { [] },
            metrics: {
                let value = count.withLock { count in
                    count += 1
                    return count
                }
                return [.counter("a_total", "Things.", value)]
            })
        func text() -> String {
            let context = RequestContext(clientAddress: "127.0.0.1", requestID: "r")
            let request = HTTPRequest(method: "GET", path: "/metrics", context: context)
            guard case .now(let response) = responder.answer(request), case .bytes(let bytes) = response.body else {
                return ""
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        let first = text()
        #expect(first.hasSuffix("a_total 1\n"))
        for _ in 0..<100 { _ = text() }
        #expect(count.withLock { $0 } <= 10, "a hundred readers at once cost a few pages")
        var later = first
        for _ in 0..<200 where later == first {
            try await Task.sleep(for: .milliseconds(20))
            later = text()
        }
        #expect(later != first)
    }

    @Test func otherMethodsAreToldWhatIsAllowed() async {
        let (response, text) = await ask("DELETE", "/metrics")
        #expect(response.status == 405)
        #expect(response.fields["Allow"] == "GET, HEAD, OPTIONS")
        #expect(text == "method_not_allowed")
        #expect(await ask("OPTIONS", "/readyz").response.fields["Allow"] == "GET, HEAD, OPTIONS")
    }

    @Test(arguments: ["/", "/healthz/", "/metrics/a", "/Healthz", "/healthz%20"])
    func everythingElseIsHandedOn(_ path: String) async {
        #expect(await ask("GET", path).response.status == 299)
    }
}
