import ContractTesting
import Foundation

/// A headless Chromium, driven through chromedriver (W3C WebDriver).
actor Browser {
    private let driver: ChildProcess
    private let client: RecordingClient
    private var session = ""
    private let folder: String

    /// - Parameter waits: false lets every command go on while a page still loads, as a stream does for ever.
    init(waitingForPages waits: Bool = true) async throws {
        folder = try VellumServer.makeFolder()
        let port = UInt16.random(in: 20_000...28_000)
        client = RecordingClient(port: port, coverage: Coverage(contracts: []), timeout: .seconds(30))
        driver = try ChildProcess(
            ["chromedriver", "--port=\(port)"], directory: folder, output: folder + "/chromedriver.log")
        for _ in 0..<200 {
            if (try? await call("GET", "/status")) != nil { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        let arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=480,240",
            "--user-data-dir=\(folder)/profile",
        ].map { "\"\($0)\"" }.joined(separator: ",")
        let strategy = waits ? "normal" : "none"
        let options =
            #"{"capabilities":{"alwaysMatch":{"pageLoadStrategy":"\#(strategy)","#
            + #""goog:chromeOptions":{"args":[\#(arguments)]}}}}"#
        session = try await call("POST", "/session", json: options)?["sessionId"]?.string ?? ""
    }

    /// Shows pictures in this order on a page of another origin, which may read their pixels.
    ///
    /// A page with a live picture never finishes loading, and the driver would wait for it: so the pictures are put into
    /// a page that has loaded.
    func show(_ urls: String...) async throws {
        let page = folder + "/page.html"
        try #"<!doctype html><body style="margin:0">"#.write(toFile: page, atomically: true, encoding: .utf8)
        try await open("file://\(page)")
        for url in urls {
            let image = "Object.assign(new Image(), {crossOrigin: 'anonymous', src: '\(url)'})"
            try await value(of: "document.body.append(\(image))")
        }
    }

    /// The page as a PNG.
    func screenshot() async throws -> Data {
        let answer = try await call("GET", "/session/\(session)/screenshot")
        return Data(base64Encoded: answer?.string ?? "") ?? Data()
    }

    /// Takes screenshots until one differs from `before`; nil after some ten seconds.
    func screenshot(differingFrom before: Data) async throws -> Data? {
        for _ in 0..<100 {
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
    private func call(_ method: String, _ path: String, json: String? = nil) async throws -> JSONTree? {
        let exchange =
            if let json {
                try await client.send(method, path, json: json, judge: false, keepAlive: true)
            } else {
                try await client.send(method, path, judge: false, keepAlive: true)
            }
        guard exchange.status == 200 else { throw ChildFailure(what: "chromedriver: \(exchange.text.prefix(400))") }
        return try exchange.json["value"]
    }
}

/// Using a page as a person would.
extension Browser {
    func open(_ url: String) async throws { try await command("POST", "/url", ["url": url]) }

    func reload() async throws { try await command("POST", "/refresh", [String: String]()) }

    /// The size of the window in CSS pixels, its frame included.
    func resize(width: Int, height: Int) async throws {
        try await command("POST", "/window/rect", ["width": width, "height": height])
    }

    /// Clicks the middle of the first element of that selector, which must be in sight or come there.
    func click(_ selector: String) async throws {
        try await command("POST", "/element/\(element(selector))/click", [String: String]())
    }

    /// Clicks at a place of the window, in CSS pixels from its top left corner, whatever is there.
    func click(x: Int, y: Int) async throws {
        let clicks = ClickSource(actions: [
            PointerAction(type: "pointerMove", x: x, y: y), PointerAction(type: "pointerDown", button: 0),
            PointerAction(type: "pointerUp", button: 0),
        ])
        try await command("POST", "/actions", ["actions": [clicks]])
    }

    /// Types over what a field holds.
    func type(_ text: String, into selector: String) async throws {
        let element = try await element(selector)
        try await command("POST", "/element/\(element)/clear", [String: String]())
        try await command("POST", "/element/\(element)/value", ["text": text])
    }

    /// Gives the focus to an element, and presses keys there, such as U+E014 for the right arrow (WebDriver §17.4.2).
    func press(_ keys: String, in selector: String) async throws {
        try await command("POST", "/element/\(element(selector))/value", ["text": keys])
    }

    /// What assistive technology calls an element (WebDriver §12.4.10).
    func name(of selector: String) async throws -> String? {
        try await call("GET", "/session/\(session)/element/\(element(selector))/computedlabel")?.string
    }

    /// An element alone, as a PNG.
    func screenshot(of selector: String) async throws -> Data {
        let answer = try await call("GET", "/session/\(session)/element/\(element(selector))/screenshot")
        return Data(base64Encoded: answer?.string ?? "") ?? Data()
    }

    /// Takes screenshots of an element until one differs from `before`; nil after some ten seconds.
    func screenshot(of selector: String, differingFrom before: Data) async throws -> Data? {
        for _ in 0..<100 {
            let now = try await screenshot(of: selector)
            if now != before { return now }
            try await Task.sleep(for: .milliseconds(100))
        }
        return nil
    }

    /// The colour in the middle of one of the page's pictures as it is drawn now, as "red,green,blue,opacity", each from 0
    /// to 255; nil before its first frame.
    func colour(ofImage index: Int = 0) async throws -> String? {
        let drawn = """
            (image => {
              if (!image.naturalWidth) return null;
              const canvas = document.createElement("canvas");
              [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
              const context = canvas.getContext("2d");
              context.drawImage(image, 0, 0);
              return context.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data.join();
            })(document.images[\(index)])
            """
        return try await value(of: drawn)?.string
    }

    /// The colour of a place in a PNG, as "red,green,blue,opacity", each from 0 to 255. The page that is open decodes it.
    func colour(of png: Data, x: Int, y: Int) async throws -> String? {
        let script = """
            new Promise(done => {
              const image = new Image();
              image.onload = () => {
                const canvas = document.createElement("canvas");
                [canvas.width, canvas.height] = [image.width, image.height];
                const context = canvas.getContext("2d");
                context.drawImage(image, 0, 0);
                done(context.getImageData(\(x), \(y), 1, 1).data.join());
              };
              image.onerror = () => done("not a picture");
              image.src = "data:image/png;base64,\(png.base64EncodedString())";
            })
            """
        return try await value(of: script)?.string
    }

    /// The value of a JavaScript expression, or of the promise it makes.
    @discardableResult
    func value(of expression: String) async throws -> JSONTree? {
        try await command("POST", "/execute/sync", Script(script: "return (\(expression))"))
    }

    /// Asks until an expression is true; whether it was so within some ten seconds, or as many as are said.
    func sees(_ expression: String, within seconds: Int = 10) async throws -> Bool {
        for _ in 0..<20 * seconds {
            if try await value(of: "Boolean(\(expression))")?.bool == true { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    /// Warnings and errors of the browser's console since the last call: what broke a policy, failed to load, was thrown.
    func complaints() async throws -> [String] {
        let entries = try await command("POST", "/se/log", ["type": "browser"])?.elements ?? []
        return entries.map { "\($0["source"]?.string ?? ""): \($0["message"]?.string ?? "")" }
    }

    /// Requests to addresses of that pattern fail from now on; nil ends this.
    func block(_ pattern: String?) async throws {
        try await command("POST", "/goog/cdp/execute", BrowserCommand(cmd: "Network.enable", params: [:]))
        let patterns = ["urls": pattern.map { [$0] } ?? []]
        try await command("POST", "/goog/cdp/execute", BrowserCommand(cmd: "Network.setBlockedURLs", params: patterns))
    }

    /// The driver's name of the tab in use.
    func tab() async throws -> String { try await call("GET", "/session/\(session)/window")?.string ?? "" }

    /// Opens a tab, and answers with its name.
    func openTab() async throws -> String {
        try await command("POST", "/window/new", ["type": "tab"])?["handle"]?.string ?? ""
    }

    func use(tab: String) async throws { try await command("POST", "/window", ["handle": tab]) }

    /// What the DevTools protocol calls a command.
    private struct BrowserCommand: Encodable {
        let cmd: String
        let params: [String: [String]]
    }

    /// A mouse and what it does (WebDriver §17.4.3).
    private struct ClickSource: Encodable {
        let type = "pointer"
        let id = "mouse"
        let actions: [PointerAction]
    }

    private struct PointerAction: Encodable {
        let type: String
        var x: Int?
        var y: Int?
        var button: Int?
    }

    private struct Script: Encodable {
        let script: String
        var args: [String] = []
    }

    /// The driver's name of an element.
    private func element(_ selector: String) async throws -> String {
        let answer = try await command("POST", "/element", ["using": "css selector", "value": selector])
        guard let name = answer?.members?.all.first?.value.string else { throw ChildFailure(what: "no \(selector)") }
        return name
    }

    @discardableResult
    private func command(_ method: String, _ path: String, _ body: some Encodable) async throws -> JSONTree? {
        let json = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
        return try await call(method, "/session/\(session)\(path)", json: json)
    }
}
