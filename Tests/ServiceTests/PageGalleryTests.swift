import ContractTesting
import Testing

/// The examples of the page, in a real browser.
@Suite struct PageGalleryTests {
    private static let rightArrow = "\u{E014}"
    private static let chosen = "document.querySelector('#examples input:checked').labels[0].innerText.trim()"
    private static let titles = ["Build status", "Progress bar", "Bar chart", "Clock", "Status board", "My own"]

    @Test func everyExampleIsShownByItsPictureAndRenders() async throws {
        try await Page.visit(registering: "alice") { page in
            let browser = page.browser
            try await browser.click("#new-session")
            let loaded = "[...document.querySelectorAll('#examples img')].filter(i => i.naturalWidth > 0).length"
            #expect(try await browser.sees("\(loaded) === \(Self.titles.count)"))
            // The preview is as large as the picture beside the name: it is the same one.
            let size = "(i => `${i?.naturalWidth} ${i?.naturalHeight}`)"
            func sizeOf(_ image: String) -> String { "\(size)(document.querySelector('\(image)'))" }
            for (index, title) in Self.titles.enumerated() {
                try await browser.value(of: "scrollTo(0, 0)")
                let choice = "#examples label:nth-child(\(index + 1))"
                try await browser.click(choice)
                #expect(try await browser.value(of: Self.chosen)?.string == title)
                let isSame = "\(sizeOf("#preview-stage img")) === \(sizeOf("\(choice) img"))"
                #expect(try await browser.sees(isSame), "\(title)")
                #expect(try await browser.sees("document.querySelectorAll('[aria-invalid]').length === 0"))
            }
        }
    }

    @Test func theGalleryIsUsedByKeyboardAndHasNames() async throws {
        try await Page.visit(registering: "alice") { page in
            let browser = page.browser
            try await browser.click("#new-session")
            let field = "document.getElementById('create-session-id').value"
            #expect(try await browser.sees("\(field) === 'build-status'"))
            for (title, name) in zip(Self.titles.dropFirst(), ["progress", "bar-chart", "clock", "status-board", ""]) {
                try await browser.press(Self.rightArrow, in: "#examples input:checked")
                #expect(try await browser.sees("\(Self.chosen) === '\(title)'"))
                #expect(try await browser.sees("\(field) === '\(name)'"))
                #expect(try await browser.sees("document.activeElement.matches('#examples input:checked')"))
            }
            for (index, title) in Self.titles.enumerated() {
                let name = try await browser.name(of: "#examples label:nth-child(\(index + 1)) input")
                #expect(name == title)
            }
        }
    }

    @Test func inANarrowWindowNothingRunsOverTheEdge() async throws {
        try await Page.visit(registering: "alice") { page in
            let browser = page.browser
            try await browser.resize(width: 500, height: 900)
            try await browser.click("#new-session")
            #expect(try await browser.sees("document.querySelectorAll('#examples label').length === 6"))
            #expect(try await browser.sees("document.documentElement.scrollWidth <= innerWidth"))
            let tops = "[...document.querySelectorAll('#examples label')].map(l => l.offsetTop)"
            #expect(try await browser.sees("new Set(\(tops)).size <= 3"), "at least two stand side by side")
        }
    }
}
