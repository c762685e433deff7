import ContractTesting
import Foundation
import Testing

/// The page while the server or its store is away, and what it says of what is not there.
@Suite struct PageOutageTests {
    private static let liveIsThere = "document.querySelector('#live-stage img')?.naturalWidth > 0"
    private static let oneIsListed = "document.querySelectorAll('#session-list li').length === 1"
    private static let nothingIsTold = "document.querySelectorAll('.workspace .message:not([hidden])').length === 0"

    private static func says(_ text: String, in place: String) -> String {
        "document.querySelector('\(place):not([hidden])')?.textContent.includes('\(text)')"
    }

    @Test func whatCouldNotBeLoadedAppearsByItselfAfterAnOutageOfRedis() async throws {
        try await Page.visit(registering: "alice", expecting: ["503"]) { page in
            let browser = page.browser
            try await page.create("one", colour: "red")
            try await browser.open("\(page.url)/#/session/one")
            #expect(try await browser.sees(Self.liveIsThere))
            let redis = try #require(page.server.redisPID)
            kill(redis, SIGSTOP)
            defer { kill(redis, SIGCONT) }
            try await browser.reload()
            for place in ["#list-message", "#detail-message"] {
                #expect(try await browser.sees(Self.says("tries again by itself", in: place)), "\(place)")
            }
            #expect(try await browser.sees("document.getElementById('delete').hidden"))
            kill(redis, SIGCONT)
            #expect(try await browser.sees(Self.liveIsThere, within: 20))
            #expect(try await browser.sees(Self.oneIsListed, within: 20))
            #expect(try await browser.sees(Self.nothingIsTold))
            #expect(try await browser.sees("!document.getElementById('delete').hidden"))
            #expect(try await browser.sees("document.querySelector('#session-list img').naturalWidth > 0"))
        }
    }

    @Test func aPreviewAppearsByItselfAfterAnOutageOfRedis() async throws {
        try await Page.visit(registering: "alice", expecting: ["503"]) { page in
            let redis = try #require(page.server.redisPID)
            kill(redis, SIGSTOP)
            defer { kill(redis, SIGCONT) }
            try await page.browser.click("#new-session")
            #expect(try await page.browser.sees(Self.says("tries again by itself", in: "#create-form .message")))
            kill(redis, SIGCONT)
            #expect(
                try await page.browser.sees(
                    "document.querySelector('#preview-stage img')?.naturalWidth > 0", within: 20))
            #expect(try await page.browser.sees(Self.nothingIsTold))
        }
    }

    @Test func aServerThatDoesNotAnswerIsGivenUp() async throws {
        try await Page.visit(registering: "alice") { page in
            let browser = page.browser
            for name in ["one", "two"] { try await page.create(name, colour: "red") }
            try await browser.open("\(page.url)/#/session/one")
            #expect(try await browser.sees(Self.liveIsThere))
            page.server.child.send(SIGSTOP)
            defer { page.server.child.send(SIGCONT) }
            try await browser.click("#save")
            #expect(try await browser.sees("document.getElementById('save').ariaDisabled"))
            try await browser.value(of: "document.dispatchEvent(new Event('visibilitychange'))")
            #expect(try await browser.sees(Self.says("does not answer", in: "#edit-form .message"), within: 30))
            #expect(try await browser.sees("!document.getElementById('save').ariaDisabled"))
            #expect(try await browser.sees(Self.says("tries again by itself", in: "#list-message")))
            page.server.child.send(SIGCONT)
            #expect(try await browser.sees("document.querySelectorAll('#session-list li').length === 2", within: 30))
            #expect(try await browser.sees("document.getElementById('list-message').hidden", within: 30))
            try await browser.click("#save")
            #expect(try await browser.sees("!document.getElementById('announcement').hidden"))
            #expect(try await browser.sees(Self.nothingIsTold))
        }
    }

    @Test func whatIsNotThereIsNeitherAskedForNorDeleted() async throws {
        try await Page.visit(registering: "alice", expecting: ["404"]) { page in
            let browser = page.browser
            let isHidden = "document.getElementById('delete').hidden"
            for id in ["..", ".", "a%2Fb", "one.svg", "%C3%A4"] {
                try await browser.open("\(page.url)/#/session/\(id)")
                #expect(try await browser.sees(Self.says("There is no such session", in: "#detail-message")), "\(id)")
                #expect(try await browser.sees(isHidden), "\(id)")
            }
            let asked =
                "performance.getEntriesByType('resource').map(e => e.name).filter(n => n.includes('/api/user/'))"
            #expect(try await browser.sees("\(asked).every(n => n.endsWith('/sessions'))"))
            try await browser.open("\(page.url)/#/session/missing")
            #expect(try await browser.sees("!document.getElementById('detail-message').hidden"))
            #expect(try await browser.sees("\(asked).some(n => n.endsWith('/session/missing'))"))
            #expect(try await browser.sees(isHidden))
        }
    }

    @Test func aSignInThatFailsHalfwayIsEnded() async throws {
        try await Page.visit(expecting: ["auth/me"]) { page in
            let browser = page.browser
            _ = try await Person.register("alice", on: page.server)
            try await browser.block("*/api/v1/auth/me")
            try await browser.type("alice@example.com", into: "#login-identifier")
            try await browser.type(Person.password, into: "#login-password")
            try await browser.click("#login")
            #expect(try await browser.sees(Self.says("cannot be reached", in: "#login-form .message")))
            #expect(try await page.server.waitForLog("signed_in", "alice") == 1)
            #expect(try await page.server.waitForLog("signed_out", "alice") == 1)
            try await browser.block(nil)
            try await browser.click("#login")
            #expect(try await browser.sees("document.getElementById('who').textContent === 'alice'"))
        }
    }

    @Test func twoTabsWithOneSignInTellEachOtherOfNewTokens() async throws {
        try await Page.visit(registering: "alice") { page in
            let browser = page.browser
            let stored = "sessionStorage['vellum.sign-in']"
            let tokens = try #require(try await browser.value(of: stored)?.string)
            let first = try await browser.tab()
            let second = try await browser.openTab()
            let isIn = "document.getElementById('who').textContent === 'alice'"

            // As when a tab is duplicated: the second begins with what the first has.
            try await browser.use(tab: second)
            try await browser.open(page.url)
            try await browser.value(of: "\(stored) = String.raw`\(tokens)`")
            try await browser.reload()
            #expect(try await browser.sees(isIn))
            let age =
                "sessionStorage.setItem('vellum.sign-in', JSON.stringify({...JSON.parse(\(stored)), expiresAt: 0}))"

            // Each finds its token run out in its turn, and the other has the next refresh token from it.
            var before = tokens
            for (here, there) in [(first, second), (second, first), (first, second)] {
                try await browser.use(tab: here)
                try await browser.value(of: age)
                try await browser.reload()
                #expect(try await browser.sees("JSON.parse(\(stored)).expiresAt > 0"))
                #expect(try await browser.sees("!document.getElementById('no-sessions').hidden"))
                let now = try #require(try await browser.value(of: stored)?.string)
                #expect(now != before)
                before = now
                try await browser.use(tab: there)
                #expect(try await browser.sees("\(stored) === String.raw`\(now)`"))
                #expect(try await browser.sees(isIn))
            }
        }
    }
}
