import SessionCore
import Testing

@testable import vellum

/// The limits of viewers by their options.
@Suite struct StreamOptionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let option: String
        let value: @Sendable (CoreConfiguration) -> Int
        let standard: Int
        let range: ClosedRange<Int>

        var testDescription: String { option }
    }

    static let cases = [
        Case(
            option: "--max-viewers-per-session", value: { $0.viewersPerSession }, standard: 10_000, range: 1...1_000_000
        ),
        Case(
            option: "--max-streams-per-address", value: { $0.streamsPerAddress }, standard: 256, range: 0...1_000_000),
        Case(option: "--frames-per-second", value: { Int($0.framesPerSecond) }, standard: 30, range: 1...1_000),
    ]

    private func core(
        _ words: [String], _ environment: [String: String] = [:]
    ) throws -> CoreConfiguration? {
        guard
            case .serve(let sources) = try CommandLineParser.parse(["serve"] + words, environment: { environment[$0] })
        else { return nil }
        return CoreConfiguration(try sources.resolve().options)
    }

    @Test(arguments: cases) func itReachesTheCoreByCommandLineAndEnvironment(_ item: Case) throws {
        #expect(try core([]).map(item.value) == item.standard)
        let name = "VELLUM_" + item.option.dropFirst(2).uppercased().replacing("-", with: "_")
        for value in [item.range.lowerBound, item.standard + 1, item.range.upperBound] {
            let value = min(value, item.range.upperBound)
            #expect(try core([item.option, String(value)]).map(item.value) == value)
            #expect(try core([], [name: String(value)]).map(item.value) == value)
        }
    }

    @Test(arguments: cases) func whatIsOutOfRangeIsRefusedWithAdvice(_ item: Case) {
        for text in [String(item.range.lowerBound - 1), String(item.range.upperBound + 1), "", "many", "1.5", "1K"] {
            let error = #expect(throws: OptionError.self, "\(text)") { try core([item.option, text]) }
            #expect(error?.message.hasPrefix("\(item.option) \"\(text)\" cannot be used: write ") == true)
        }
    }

    @Test(arguments: cases) func theHelpTellsTheDefault(_ item: Case) {
        let line = CommandLineParser.usage.split(separator: "\n").first { $0.contains(" \(item.option) ") }
        #expect(line?.contains("(\(item.standard))") == true, "\(line ?? "no line")")
    }

    @Test func everyOptionOfStreamsHasItsCase() {
        #expect(Option.streams.map(\.name) == StreamOptionTests.cases.map(\.option))
    }
}
