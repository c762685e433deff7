import Foundation
import FoundationNetworking

/// A headless Chromium, driven through chromedriver (W3C WebDriver).
actor Browser {
    private let driver: ChildProcess
    private let port: UInt16
    private var session = ""
    private let folder: String

    init() async throws {
        folder = try VellumServer.makeFolder()
        let port = UInt16.random(in: 20_000...28_000)
        self.port = port
        driver = try ChildProcess(
            ["chromedriver", "--port=\(port)"], directory: folder, output: folder + "/chromedriver.log")
        for _ in 0..<200 {
            if (try? await call("GET", "/status")) != nil { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        let arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=480,240",
            "--user-data-dir=\(folder)/profile",
        ]
        let answer = try await call(
            "POST", "/session",
            ["capabilities": ["alwaysMatch": ["goog:chromeOptions": ["args": arguments]]]])
        session = (answer as? [String: Any])?["sessionId"] as? String ?? ""
    }

    /// Loads a page that shows one picture.
    func show(image url: String) async throws {
        let page = folder + "/page.html"
        try #"<!doctype html><body style="margin:0"><img src="\#(url)">"#.write(
            toFile: page, atomically: true, encoding: .utf8)
        _ = try await call("POST", "/session/\(session)/url", ["url": "file://\(page)"])
    }

    /// The page as a PNG.
    func screenshot() async throws -> Data {
        let answer = try await call("GET", "/session/\(session)/screenshot")
        return Data(base64Encoded: answer as? String ?? "") ?? Data()
    }

    /// Takes screenshots until one differs from `before`; nil after five seconds.
    func screenshot(differingFrom before: Data) async throws -> Data? {
        for _ in 0..<50 {
            let now = try await screenshot()
            if now != before { return now }
            try await Task.sleep(for: .milliseconds(100))
        }
        return nil
    }

    func quit() async {
        _ = try? await call("DELETE", "/session/\(session)")
        driver.send(SIGTERM)
        _ = await driver.exitStatus()
        try? FileManager.default.removeItem(atPath: folder)
    }

    @discardableResult
    private func call(_ method: String, _ path: String, _ body: [String: Any]? = nil) async throws -> Any? {
        guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { throw ChildFailure(what: path) }
        var request = URLRequest(url: url, timeoutInterval: 30)
        request.httpMethod = method
        if let body {
            request.httpBody = try JSONSerialization.data(withJSONObject: body)
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        let (data, response) = try await URLSession.shared.data(for: request)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else {
            throw ChildFailure(what: "chromedriver: \(String(decoding: data, as: UTF8.self).prefix(400))")
        }
        return (try JSONSerialization.jsonObject(with: data) as? [String: Any])?["value"]
    }
}
