import Foundation
import JSON
import SVGTemplate
import Testing

@testable import Page

/// The pictures that README and page show are what the templates give.
///
/// After a wanted change: `VELLUM_UPDATE_GOLDENS=1 swift test --filter GalleryTests`, then look at the pictures.
@Suite struct GalleryTests {
    private static let isUpdate = ProcessInfo.processInfo.environment["VELLUM_UPDATE_GOLDENS"] == "1"
    private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let names = GalleryExample.all.map(\.name)

    private static func example(_ name: String) throws -> GalleryExample {
        try #require(GalleryExample.all.first { $0.name == name })
    }

    /// - Parameters:
    ///   - arguments: a JSON object instead of the example's own.
    ///   - now: Unix time in seconds.
    private static func render(_ name: String, with arguments: String? = nil, now: Int64 = 0) throws -> String {
        let example = try example(name)
        let bytes = arguments.map { Array($0.utf8) } ?? example.arguments
        guard case .object(let object) = try JSONReader.parse(bytes) else { return "not an object" }
        let template = try Template(String(decoding: example.template, as: UTF8.self), limits: .standard)
        return String(decoding: try template.render(object, now: now), as: UTF8.self)
    }

    @Test(arguments: names) func thePictureIsWhatTheTemplateGives(_ name: String) throws {
        let picture = try Self.render(name)
        let file = Self.root.appending(path: "Sources/Page/gallery/\(name).svg")
        if Self.isUpdate { try Data(picture.utf8).write(to: file) }
        #expect(try String(contentsOf: file, encoding: .utf8) == picture)
        #expect(try Self.render(name, now: 1_000_000) == picture, "and at any time")
        // The page has no other.
        if !Self.isUpdate { #expect(try String(decoding: Self.example(name).picture, as: UTF8.self) == picture) }
    }

    @Test(arguments: names) func thePictureIsWellFormedAndNeedsNoScriptAndNothingFromElsewhere(_ name: String) throws {
        let picture = try Self.render(name)
        #expect(XMLShape.isWellFormed(picture))
        for match in picture.matches(of: /<script|\son[a-z]+=|href|url\(|<style|\sstyle=|<foreignObject/) {
            Issue.record("\(match.0)")
        }
        #expect(picture.matches(of: /[a-z]+:\/\//).count == 1, "the namespace")
    }

    @Test(arguments: names) func valuesAreEscaped(_ name: String) throws {
        let arguments = try String(decoding: Self.example(name).arguments, as: UTF8.self)
        let hostile = arguments.replacing(/: "(?!\d{4}-)[^"]*"/, with: ##": "<b>&'\"""##)
        #expect(hostile != arguments)
        let picture = try Self.render(name, with: hostile)
        #expect(XMLShape.isWellFormed(picture))
        #expect(!picture.contains("<b>"))
    }

    @Test func aBadgeTellsItsStateByShapeAndColour() throws {
        let states = ["passed", "running", "failed", "unheard of"]
        let badges = try states.map { try Self.render("build-status", with: #"{"label":"main","state":"\#($0)"}"#) }
        #expect(badges[0].contains("#15803d") && badges[0].contains("M-6 0.5L-2 4.5L6 -4"))
        #expect(badges[1].contains("#b45309") && badges[1].contains("animateTransform"))
        for badge in badges[2...] { #expect(badge.contains("#b91c1c") && badge.contains("M-4.5 -4.5L4.5 4.5")) }
    }

    @Test(arguments: [("-5", 0), ("0", 0), ("50", 183), ("100", 352), ("140", 352)] as [(String, Int)])
    func aBarStaysInItsBounds(_ percent: String, _ width: Int) throws {
        let picture = try Self.render("progress", with: #"{"title":"A","percent":\#(percent)}"#)
        let bar = picture.firstMatch(of: /width="([^"]*)" height="14" rx="7" fill="#4cc3b5"/)
        #expect(Int(bar?.1 ?? "0") == width)
        #expect(picture.contains("\(percent) %"))
    }

    @Test func aChartTakesAnyArray() throws {
        #expect(XMLShape.isWellFormed(try Self.render("bar-chart", with: #"{"title":"none","bars":[]}"#)))
        let bars = #"[{"name":"a","value":0},{"name":"b","value":-2},{"name":"c","value":0.5}]"#
        let picture = try Self.render("bar-chart", with: #"{"title":"few","bars":\#(bars)}"#)
        #expect(picture.matches(of: /width="36" height="([^"]*)"/).map { String($0.1) } == ["0", "0", "104"])
    }

    @Test func aClockWithoutATimeShowsTheTimeOfTheRendering() throws {
        // 03:15:30 UTC.
        let picture = try Self.render("clock", with: "{}", now: 11_730)
        #expect(picture.contains("aria-label=\"03:15\""))
        let angles = picture.matches(of: /from="([^"]*)" to="([^"]*)"/).map { [Double($0.1), Double($0.2)] }
        #expect(angles == [[97.75, 457.75], [93, 453], [180, 540]])
        // A time with an offset is shown as it is written.
        #expect(try Self.render("clock", with: #"{"time":"2026-03-01T23:08:24+05:30"}"#).contains("\"23:08\""))
    }

    @Test func aBoardCountsWhatIsNotWell() throws {
        #expect(try Self.render("status-board").contains(">2 of 4 not well<"))
        let well = #"{"title":"T","services":[{"name":"Web","state":"up"}]}"#
        #expect(try Self.render("status-board", with: well).contains(">all well<"))
    }

    @Test func theModuleHoldsTheFilesAsTheyAre() {
        let hostile = "`${a}` \\n $ }"
        #expect(GalleryExample.literal(Array(hostile.utf8)) == "`\\`\\${a}\\` \\\\n \\$ }`")
    }

    @Test func everyFileOfTheFolderIsOffered() throws {
        let folder = Self.root.appending(path: "Sources/Page/gallery").path
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(files == Self.names.flatMap { ["\($0).json", "\($0).svg", "\($0).svg.tera"] }.sorted())
    }
}
