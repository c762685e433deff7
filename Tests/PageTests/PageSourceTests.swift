import Testing

@testable import Page

/// What the files may hold, so that the policy they are sent with never gets in their way, and nothing needs it.
@Suite struct PageSourceTests {
    static func text(_ file: PageFile) -> String { String(decoding: file.bytes, as: UTF8.self) }
    static let scripts = PageFile.all.filter { $0.path.hasSuffix(".js") }.map(\.path)

    static func text(of path: String) -> String { PageFile.all.first { $0.path == path }.map(text) ?? "" }

    @Test func everyFileThatIsNamedIsServed() {
        let served = Set(PageFile.all.map(\.path))
        let document = Self.text(of: "/")
        var named = document.matches(of: /(?:href|src)="(\/[^"]*)"/).map { String($0.1) }
        for path in Self.scripts {
            named += Self.text(of: path).matches(of: /(?:from|picture:) "([^"]*)"/).map { String($0.1) }
        }
        #expect(named.count > 10)
        for path in named { #expect(served.contains(path), "\(path)") }
        #expect(served.isSubset(of: named + ["/"]), "and every file that is served is named")
    }

    @Test func theDocumentHasNothingInline() {
        let document = Self.text(of: "/")
        #expect(document.matches(of: /<script(?![^>]* src=)/).isEmpty)
        #expect(document.matches(of: /<style|\sstyle=|\son[a-z]+=|javascript:/).isEmpty)
    }

    @Test(arguments: PageFile.all.map(\.path))
    func nothingComesFromElsewhere(_ path: String) {
        let addresses = Self.text(of: path).matches(of: /(?:https?:)?\/\/[a-z0-9.-]+\.[a-z]{2,}[^"\s]*/)
        for address in addresses { #expect(address.0 == "http://www.w3.org/2000/svg") }
        #expect(Self.text(of: path).matches(of: /@import|url\(/).isEmpty)
    }

    @Test(arguments: scripts)
    func scriptsMakeNoMarkupAndKeepNothing(_ path: String) {
        let forbidden =
            /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|localStorage|\.cookie/
        for match in Self.text(of: path).matches(of: forbidden) { Issue.record("\(path): \(match.0)") }
        #expect(!Self.text(of: path).isEmpty)
    }

    @Test func everyFieldHasALabelAndAPlaceForItsProblem() {
        let document = Self.text(of: "/")
        let fields = document.matches(of: /<(?:input|textarea) id="([^"]*)"([^>]*)>/)
        #expect(fields.count > 8)
        for field in fields {
            let isLabelled = document.contains("<label for=\"\(field.1)\">") || field.2.contains("aria-label=")
            #expect(isLabelled, "\(field.1)")
            guard field.2.contains("name=") else { continue }
            #expect(document.contains("id=\"\(field.1)-problem\""), "\(field.1)")
        }
    }

    @Test(arguments: PageFile.all.map(\.path))
    func aFileIsShortEnoughToRead(_ path: String) {
        let lines = Self.text(of: path).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 400)
        for line in lines { #expect(line.count <= 120, "\(line)") }
    }
}
