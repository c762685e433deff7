internal import Glibc
internal import JSON
internal import SVGTemplate

/// Renders a picture as often as it takes, beside jinja2 with the same template and values: CPU time of each process,
/// in rounds that alternate.
enum RenderingBench {
    /// CPU time of one rendering that is allowed, in nanoseconds.
    private static let bound = 15_000.0
    /// How many times the speed of jinja2 is required.
    private static let ratioBound = 5.0
    private static let rounds = 9
    /// Renderings of one round.
    private static let count = 4_000

    /// - Parameter options: `--python FILE`, an interpreter that has jinja2; `--script FILE`.
    /// - Returns: the exit status.
    static func run(_ options: [String]) -> Int32 {
        var report = Report()
        do {
            try measure(options, &report)
        } catch {
            report.require("everything could be measured", isMet: false, "\(error)")
        }
        print(report.text)
        return report.isMet ? 0 : 1
    }

    private static func measure(_ options: [String], _ report: inout Report) throws {
        let script = value("--script", options) ?? ".ci/render.py"
        let python = value("--python", options) ?? ".build/jinja2/bin/python3"
        let folder = try Spawn.makeFolder()
        defer { try? Spawn.run(["rm", "-rf", folder]) }
        try Spawn.write(Array(SamplePicture.template.utf8), to: folder + "/template")
        try Spawn.write(Array(SamplePicture.arguments.utf8), to: folder + "/arguments")
        let arguments = try SamplePicture.values()
        let template = try Template(SamplePicture.template)
        let picture = String(decoding: try template.render(arguments, now: 0), as: UTF8.self)

        var ours: [Double] = []
        var theirs: [Double] = []
        var parsing: [Double] = []
        _ = try rendering(template, arguments)
        for _ in 0..<rounds {
            ours.append(try rendering(template, arguments))
            parsing.append(try reading())
            let words = [python, script, folder + "/template", folder + "/arguments"]
            let lines = try Spawn.output(words).split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            guard lines.count == 2, let time = Double(lines[0]) else { throw BenchFailure("jinja2 printed no time") }
            guard lines[1] == picture else { throw BenchFailure("jinja2 renders another picture:\n\(lines[1])") }
            theirs.append(time)
        }
        let ratio = median(zip(theirs, ours).map { $0 / $1 })
        report.note("CPU time each, median of \(rounds) rounds that alternate with jinja2's")
        report.note(
            "template of \(SamplePicture.template.utf8.count) bytes, picture of \(picture.utf8.count) bytes, the same "
                + "from both")
        report.note(
            "parsing the template: \(microseconds(median(parsing))) µs; jinja2 renders in "
                + "\(microseconds(median(theirs))) µs")
        report.require(
            "rendering a template of 2 KiB takes at most \(microseconds(bound)) µs", isMet: median(ours) <= bound,
            "\(microseconds(median(ours))) µs")
        report.require(
            "rendering is at least \(Report.decimal(ratioBound)) times as fast as jinja2", isMet: ratio >= ratioBound,
            "\(Report.decimal(ratio)) times")
    }

    private static func value(_ name: String, _ options: [String]) -> String? {
        options.firstIndex(of: name).flatMap { $0 + 1 < options.count ? options[$0 + 1] : nil }
    }

    /// CPU time of one rendering, in nanoseconds.
    private static func rendering(_ template: Template, _ arguments: JSONObject) throws -> Double {
        var bytes = 0
        let begin = processorTime
        for _ in 0..<count { bytes += try template.render(arguments, now: 0).count }
        let end = processorTime
        guard bytes > 0 else { throw BenchFailure("nothing was rendered") }
        return Double(end - begin) / Double(count)
    }

    /// CPU time of parsing once, in nanoseconds.
    private static func reading() throws -> Double {
        let begin = processorTime
        for _ in 0..<count / 10 { _ = try Template(SamplePicture.template) }
        return Double(processorTime - begin) / Double(count / 10)
    }

    private static var processorTime: Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private static func microseconds(_ nanoseconds: Double) -> String { Report.decimal(nanoseconds / 1_000) }
}
