import ContractTesting
import Foundation
import Testing

/// What is typed on the page is neither lost nor answered in riddles.
@Suite struct PageEditTests {
    private static let formIsThere = "!document.getElementById('edit-form').hidden"
    private static let isMarked = "!document.getElementById('not-saved').hidden"
    private static let asksBeforeLeaving =
        "(() => { const leaving = new Event('beforeunload', {cancelable: true}); dispatchEvent(leaving); "
        + "return leaving.defaultPrevented })()"
    private static let markedRows =
        "[...document.querySelectorAll('#session-list li')].filter(row => !row.querySelector('.row-mark').hidden)"
        + ".map(row => row.querySelector('.row-id').textContent).join()"
    private static let argsOfOne =
        "document.getElementById('detail-title').textContent === 'one' && document.getElementById('edit-args').value"

    @Test func whatIsTypedWaitsUntilItIsSavedOrReverted() async throws {
        try await Page.visit(registering: "alice") { page in
            let browser = page.browser
            for name in ["one", "two"] { try await page.create(name, colour: "red") }
            let one = "\(page.url)/#/session/one"
            try await browser.open(one)
            try await browser.reload()
            #expect(try await browser.sees(Self.formIsThere))
            #expect(try await browser.sees("!\(Self.isMarked) && !\(Self.asksBeforeLeaving)"))
            let before = try #require(try await browser.value(of: Self.argsOfOne)?.string)
            let green = #"{"colour": "green"}"#
            try await browser.type(green, into: "#edit-args")
            #expect(try await browser.sees("\(Self.isMarked) && \(Self.asksBeforeLeaving)"))

            // Another session, the list, and back.
            for place in ["session/two", "", "session/one"] {
                try await browser.open("\(page.url)/#/\(place)")
                #expect(try await browser.sees("\(Self.markedRows) === 'one'"), "\(place)")
            }
            #expect(try await browser.sees("\(Self.formIsThere) && \(Self.argsOfOne) === '\(green)'"))
            #expect(try await browser.sees(Self.isMarked))

            try await browser.click("#revert")
            #expect(try await browser.sees("\(Self.argsOfOne) === String.raw`\(before)`"))
            #expect(try await browser.sees("\(Self.markedRows) === '' && !\(Self.isMarked)"))
            #expect(try await browser.sees("!\(Self.asksBeforeLeaving)"))

            try await browser.type(green, into: "#edit-args")
            try await browser.click("#save")
            #expect(try await browser.sees("\(Self.markedRows) === '' && !\(Self.isMarked)"))
            #expect(try await browser.sees("!\(Self.asksBeforeLeaving)"))
            try await browser.open("\(page.url)/#/session/two")
            try await browser.open(one)
            #expect(try await browser.sees("\(Self.formIsThere) && \(Self.argsOfOne).includes('green')"))
            #expect(try await browser.sees("!\(Self.isMarked)"))
        }
    }

    @Test func whatWasTypedIntoASessionThatGoesCanStillBeCopied() async throws {
        try await Page.visit(registering: "alice") { page in
            let browser = page.browser
            try await page.create("one", colour: "red")
            try await browser.open("\(page.url)/#/session/one")
            try await browser.reload()
            #expect(try await browser.sees(Self.formIsThere + " && \(Self.markedRows) === ''"))
            try await browser.type("{}", into: "#edit-args")
            let deleted = try await page.server.client.send(
                "DELETE", "/api/user/alice/session/one", headers: page.bearerInTheTab())
            #expect(deleted.status == 204)
            try await browser.value(of: "document.dispatchEvent(new Event('visibilitychange'))")
            #expect(try await browser.sees("document.getElementById('detail-message').textContent.includes('copied')"))
            #expect(try await browser.sees("\(Self.formIsThere) && \(Self.argsOfOne) === '{}'"))
            try await browser.open("\(page.url)/#/")
            #expect(try await browser.sees("!\(Self.asksBeforeLeaving)"))
        }
    }

    @Test func rulesAreToldInPlainWords() async throws {
        try await Page.visit(expecting: ["400"]) { page in
            let browser = page.browser
            func says(_ text: String, _ field: String) async throws -> Bool {
                try await browser.sees("document.getElementById('\(field)-problem').textContent === '\(text)'")
            }
            let letters = "may have letters from A to Z, digits and . _ ~ - only"
            try await browser.click("#to-register")
            try await browser.type("no spaces", into: "#register-user-id")
            try await browser.type("nobody", into: "#register-email")
            try await browser.type(Person.password, into: "#register-password")
            try await browser.click("#register")
            #expect(try await says(letters, "register-user-id"))
            #expect(try await says("must be an e-mail address, such as name@example.com", "register-email"))
            try await page.register("alice")
            try await browser.click("#new-session")
            #expect(try await browser.sees("document.querySelector('#preview-stage img')?.naturalWidth > 0"))
            for (id, text) in [("a/b", letters), ("..", "must not be . or .. and must not end in .svg")] {
                try await browser.type(id, into: "#create-session-id")
                try await browser.click("#create")
                #expect(try await says(text, "create-session-id"))
            }
        }
    }

    @Test func anAnnouncementYieldsToProblems() async throws {
        try await Page.visit(registering: "alice", expecting: ["401"]) { page in
            let browser = page.browser
            let isAnnounced = "!document.getElementById('announcement').hidden"
            try await browser.resize(width: 400, height: 800)
            try await page.create("one", colour: "red")
            try await browser.open("\(page.url)/#/session/one")
            #expect(try await browser.sees(Self.formIsThere))
            try await browser.click("#save")
            #expect(try await browser.sees(isAnnounced))
            try await browser.type("[1]", into: "#edit-args")
            try await browser.click("#save")
            #expect(try await browser.sees("!document.getElementById('edit-args-problem').hidden && !\(isAnnounced)"))

            // One that comes later goes out of the way of the problem that is in sight.
            try await browser.click("[data-copies=embed-tag]")
            #expect(try await browser.sees(isAnnounced))
            let problem = "document.getElementById('edit-args-problem').getBoundingClientRect()"
            let toast = "document.getElementById('announcement').getBoundingClientRect()"
            try await browser.value(of: "scrollBy(0, \(problem).top - innerHeight + 50)")
            let isClear = "(\(problem).bottom <= \(toast).top || \(problem).top >= \(toast).bottom)"
            #expect(try await browser.sees("\(isClear) && \(isAnnounced) && \(toast).top < innerHeight / 2"))

            try await browser.click("#revert")
            try await browser.click("#save")
            #expect(try await browser.sees(isAnnounced))
            let logout = try await page.server.client.send(
                "POST", "/api/v1/auth/logout", headers: page.bearerInTheTab())
            #expect(logout.status == 204)
            try await browser.click("#save")
            #expect(try await browser.sees("!document.getElementById('welcome-message').hidden && !\(isAnnounced)"))
        }
    }
}
