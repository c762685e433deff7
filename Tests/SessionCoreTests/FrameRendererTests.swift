import JSON
import Testing

@testable import SessionCore

/// What is done to a picture after its template has run.
@Suite struct FrameRendererTests {
    private let renderer = FrameRenderer(clock: .system, templates: TemplateCache())

    private func picture(_ template: String, _ arguments: JSONObject = [:]) throws(CoreError) -> String {
        String(decoding: try renderer.render(template, arguments).svg, as: UTF8.self)
    }

    @Test(arguments: [
        ("--frame", "-&#45;frame"), ("<svg>--frame--</svg>", "<svg>-&#45;frame--</svg>"),
        ("---frame", "--&#45;frame"), ("--frame--frame", "-&#45;frame-&#45;frame"), ("--fram", "--fram"),
        ("--Frame -frame", "--Frame -frame"), ("--f--frame", "--f-&#45;frame"), ("", ""), ("-", "-"),
        ("<style>a { fill: var(--frame-fill) }</style>", "<style>a { fill: var(-&#45;frame-fill) }</style>"),
    ]) func aBoundaryInAPictureIsWrittenAsAReference(template: String, shown: String) throws {
        #expect(try picture(template) == shown)
    }

    @Test func aBoundaryThatAValueBringsIsToo() throws {
        #expect(try picture("<svg>{{ a }}{{ b }}</svg>", ["a": "--fr", "b": "ame"]) == "<svg>-&#45;frame</svg>")
    }

    /// Each as XML has it there.
    @Test(arguments: [
        ("<a b='--frame' c=\"--frame>'\"/>--frame", "<a b='-&#45;frame' c=\"-&#45;frame>'\"/>-&#45;frame"),
        ("<![CDATA[--frame<--frame]]>", "<![CDATA[-]]><![CDATA[-frame<-]]><![CDATA[-frame]]>"),
        ("<![CDATA[a]]>--frame", "<![CDATA[a]]>-&#45;frame"),
        ("<!--frame--><a/>", "<!-- frame--><a/>"), ("<!--a'--><a b='--frame'/>", "<!--a'--><a b='-&#45;frame'/>"),
        ("<!DOCTYPE a [<!ENTITY b \"--frame\">]>", "<!DOCTYPE a [<!ENTITY b \"-&#45;frame\">]>"),
        ("<a", "<a"), ("<a b='--frame", "<a b='-&#45;frame"), ("<!----frame", "<!---&#45;frame"),
        ("<![CDATA[--frame", "<![CDATA[-]]><![CDATA[-frame"),
    ]) func whereABoundaryStandsDecidesHowItIsWritten(template: String, shown: String) throws {
        #expect(try picture("{% raw %}\(template){% endraw %}") == shown)
    }

    @Test(arguments: [
        "<a data--frame='1'/>", "<x--frame/>", "</x--frame>", "<?x --frame?>", "<a --frame", "<a b='c'--frame/>",
    ]) func aBoundaryInANameIsRefused(template: String) {
        #expect(throws: CoreError.self) { try picture(template) }
    }

    /// Each of these characters becomes three bytes, or a boundary eleven of seven.
    @Test(arguments: ["\u{1}", "--frame"]) func whatIsReplacedCountsInThePicturesSize(text: String) throws {
        let template = "{% for i in range(end=6) %}{{ s }}{% endfor %}"
        func arguments(_ bytes: Int) -> JSONObject {
            ["s": .string(String(repeating: text, count: bytes / 6 / text.utf8.count))]
        }
        #expect(throws: Never.self) { try picture(template, arguments(300_000)) }
        #expect(throws: CoreError.self) { try picture(template, arguments(1_000_000)) }
    }
}
