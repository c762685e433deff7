import HTTPServer
import Testing

@testable import vellum

/// Every limit of the engine by its option.
@Suite struct EngineOptionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let option: String
        let value: @Sendable (HTTPServerConfiguration) -> UInt64
        /// As written, and what it means; the first is the default.
        let accepted: [(text: String, value: UInt64)]
        let refused: [String]

        var testDescription: String { option }
    }

    private static func number(
        _ option: String, _ value: @escaping @Sendable (HTTPServerConfiguration) -> Int,
        _ accepted: KeyValuePairs<String, UInt64>, refused: [String]
    ) -> Case {
        Case(
            option: option, value: { UInt64(value($0)) }, accepted: accepted.map { (text: $0.key, value: $0.value) },
            refused: refused + ["", "-1", "1.5", "many", "0x10"])
    }

    private static func time(
        _ option: String, _ value: @escaping @Sendable (HTTPServerConfiguration) -> UInt64, seconds: UInt64
    ) -> Case {
        let second: UInt64 = 1_000_000_000
        return Case(
            option: option, value: value,
            accepted: [
                ("\(seconds)s", seconds * second), ("\(seconds)", seconds * second), ("0.5", second / 2),
                ("1.25s", second + second / 4), ("500ms", second / 2), ("1ms", 1_000_000), ("0.001", 1_000_000),
                ("86400", 86_400 * second),
            ],
            refused: [
                "", "0", "0.9ms", "0.0009", "86401", "86400001ms", "-1", "1m", "1e3", "nan", "inf", ".5", "5.", "1.2.3",
                " 1", "s", "ms",
            ])
    }

    static let cases = [
        number(
            "--request-line-bytes", \.requestLineBytes, ["8K": 8192, "64": 64, "16M": 16 << 20],
            refused: ["63", "16777217"]),
        number(
            "--field-bytes", \.fieldBytes, ["16K": 16 << 10, "64": 64, "16m": 16 << 20], refused: ["63", "16777217"]),
        number("--field-count", \.fieldCount, ["100": 100, "1": 1, "10000": 10_000], refused: ["0", "10001", "1K"]),
        number(
            "--body-bytes", \.bodyBytes, ["64M": 64 << 20, "1": 1, "1024G": 1 << 40],
            refused: ["0", "1025G", "9999999999G"]),
        number(
            "--body-memory", \.bodyMemoryBytes, ["256M": 256 << 20, "1M": 1 << 20, "1024G": 1 << 40],
            refused: ["0", "1048575", "1025G"]),
        number(
            "--chunk-extension-bytes", \.chunkExtensionBytes, ["4K": 4096, "0": 0, "16M": 16 << 20],
            refused: ["16777217"]),
        number(
            "--unread-body-bytes", \.unreadBodyBytes, ["64K": 65_536, "0": 0, "1G": 1 << 30], refused: ["1073741825"]),
        number(
            "--requests-per-turn", \.pipelinedPerTurn, ["16": 16, "1": 1, "100000": 100_000], refused: ["0", "100001"]),
        number(
            "--write-buffer-bytes", \.writeBufferBytes, ["64K": 65_536, "1K": 1024, "1G": 1 << 30],
            refused: ["1023", "1073741825"]),
        number(
            "--stream-sends-per-turn", \.streamSendsPerTurn, ["64": 64, "1": 1, "100000": 100_000],
            refused: ["0", "100001"]),
        number(
            "--stream-unsent-bytes", \.streamUnsentBytes, ["64K": 65_536, "1024": 1024, "1G": 1 << 30],
            refused: ["1023", "1073741825"]),
        number(
            "--max-connections", \.maxConnections, ["12000": 12_000, "1": 1, "1000000": 1_000_000],
            refused: ["0", "1000001"]),
        number(
            "--max-connections-per-address", \.maxConnectionsPerAddress, ["1000": 1000, "0": 0, "1000000": 1_000_000],
            refused: ["1000001"]),
        number(
            "--max-streams", \.maxStreams, ["10000": 10_000, "1": 1, "1000000": 1_000_000], refused: ["0", "1000001"]),
        number("--minimum-rate", \.minimumRate, ["256": 256, "1": 1, "1G": 1 << 30], refused: ["0", "1073741825"]),
        time("--head-timeout", \.headTimeout, seconds: 10),
        time("--body-timeout", \.bodyTimeout, seconds: 30),
        time("--idle-timeout", \.idleTimeout, seconds: 60),
        time("--write-timeout", \.writeTimeout, seconds: 30),
        time("--linger-timeout", \.lingerTimeout, seconds: 2),
        time("--stop-timeout", \.stopTimeout, seconds: 10),
    ]

    private func engine(_ words: [String], _ environment: [String: String] = [:]) throws -> HTTPServerConfiguration? {
        guard
            case .serve(let sources) = try CommandLineParser.parse(["serve"] + words, environment: { environment[$0] })
        else { return nil }
        return try sources.resolve().options.engine
    }

    @Test(arguments: cases) func whatIsAcceptedReachesTheConfiguration(_ item: Case) throws {
        for (text, value) in item.accepted {
            #expect(try engine([item.option, text]).map(item.value) == value, "\(text)")
            #expect(try engine(["\(item.option)=\(text)"]).map(item.value) == value, "\(text)")
        }
        #expect(try engine([]).map(item.value) == item.accepted[0].value)
    }

    @Test(arguments: cases) func whatIsOutOfRangeIsRefusedWithAdvice(_ item: Case) {
        for text in item.refused {
            let error = #expect(throws: OptionError.self, "\(text)") { try engine([item.option, text]) }
            #expect(error?.message.hasPrefix("\(item.option) \"\(text)\" cannot be used: write ") == true)
        }
    }

    @Test(arguments: cases) func theEnvironmentSetsTheSameAndTheCommandLineWins(_ item: Case) throws {
        let name = "VELLUM_" + item.option.dropFirst(2).uppercased().replacing("-", with: "_")
        let environment = [name: item.accepted[1].text]
        #expect(try engine([], environment).map(item.value) == item.accepted[1].value)
        #expect(
            try engine([item.option, item.accepted[2].text], environment).map(item.value) == item.accepted[2].value)
    }

    @Test(arguments: cases) func theHelpTellsTheDefault(_ item: Case) {
        let line = CommandLineParser.usage.split(separator: "\n").first { $0.contains(" \(item.option) ") }
        #expect(line?.contains("(\(item.accepted[0].text))") == true, "\(line ?? "no line")")
    }

    @Test func everyOptionOfTheEngineHasItsCase() {
        #expect(Option.engine.map(\.name).sorted() == EngineOptionTests.cases.map(\.option).sorted())
    }
}
