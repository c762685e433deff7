import ContractTesting
import Foundation
import Testing

/// The page at `/`, used in a real browser.
@Suite struct PageBrowserTests {
    private static let stage = "#live-stage img"
    private static let liveIsThere = "document.querySelector('#live-stage img')?.naturalWidth > 0"
    private static let previewIsThere = "document.querySelector('#preview-stage img')?.naturalWidth > 0"

    @Test func someoneRegistersAndSignsOutAndInAgain() async throws {
        try await Page.visit { page in
            let browser = page.browser
            #expect(try await browser.sees("!document.getElementById('login-form').hidden"))

            try await browser.click("#to-register")
            try await browser.type("alice", into: "#register-user-id")
            try await browser.type("alice@example.com", into: "#register-email")
            try await browser.type("short", into: "#register-password")
            try await browser.click("#register")
            #expect(try await browser.sees("document.getElementById('register-password-problem').textContent !== ''"))
            #expect(try await browser.sees("document.activeElement.id === 'register-password'"))
            #expect(try await browser.sees("document.getElementById('register-email-problem').hidden"))
            #expect(try await browser.complaints().map { $0.contains("auth/register") && $0.contains("400") } == [true])
            try await browser.type(Person.password, into: "#register-password")
            try await browser.click("#register")
            #expect(try await browser.sees("!document.getElementById('no-sessions').hidden"))
            #expect(try await browser.sees("document.getElementById('who').textContent === 'alice'"))

            try await browser.reload()
            #expect(try await browser.sees("!document.getElementById('no-sessions').hidden"), "still signed in")
            #expect(try await browser.value(of: "sessionStorage.length")?.number?.text == "1")
            #expect(try await browser.value(of: "localStorage.length")?.number?.text == "0")
            #expect(try await browser.value(of: "document.cookie")?.string == "")

            let bearer = try await page.bearerInTheTab()
            try await browser.click("#sign-out")
            #expect(try await browser.sees("!document.getElementById('login-form').hidden"))
            #expect(try await browser.value(of: "sessionStorage.length")?.number?.text == "0")
            let refused = try await page.server.client.send("GET", "/api/v1/auth/me", headers: bearer)
            #expect(try refused.json["code"]?.string == "token_revoked")
            #expect(try await browser.complaints() == [])

            try await browser.type("alice", into: "#login-identifier")
            try await browser.type("Wrong1Password", into: "#login-password")
            try await browser.click("#login")
            #expect(try await browser.sees("!document.querySelector('#login-form .message').hidden"))
            #expect(try await browser.complaints().map { $0.contains("auth/login") && $0.contains("401") } == [true])
            try await browser.type("alice@example.com", into: "#login-identifier")
            try await browser.type(Person.password, into: "#login-password")
            try await browser.click("#login")
            #expect(try await browser.sees("document.getElementById('who').textContent === 'alice'"))
        }
    }

    @Test func aSessionIsMadeFromAnExampleWithALivePreview() async throws {
        try await Page.visit(registering: "alice") { page in
            let browser = page.browser
            try await browser.click("#new-session")
            #expect(try await browser.sees(Self.previewIsThere))
            let badge = try await browser.screenshot(of: "#preview-stage img")
            try await browser.click("#examples label:nth-child(3)")
            _ = try #require(try await browser.screenshot(of: "#preview-stage img", differingFrom: badge))

            // A template that does not parse is told with its place, and the last good picture stays.
            try await browser.type("<svg>\n  {{ title | }}</svg>", into: "#create-template")
            let problem = "document.getElementById('create-template-problem').textContent"
            #expect(try await browser.sees("/line 2, column \\d+/.test(\(problem))"))
            #expect(try await browser.sees(Self.previewIsThere))
            #expect(try await browser.complaints().allSatisfy { $0.contains("/draft-") && $0.contains("400") })
            try await browser.type("[1]", into: "#create-args")
            #expect(try await browser.sees("document.getElementById('create-args-problem').textContent !== ''"))

            // The preview stays in sight, and would lie over the examples.
            try await browser.value(of: "scrollTo(0, 0)")
            try await browser.click("#examples label:nth-child(3)")
            try await browser.click("#examples label:nth-child(2)")
            try await browser.type("release", into: "#create-session-id")
            #expect(try await browser.sees("\(problem) === ''"))
            try await browser.click("#create")
            #expect(try await browser.sees(Self.liveIsThere))
            #expect(
                try await browser.sees("document.querySelector('#session-list .row-id')?.textContent === 'release'"))
            #expect(try await browser.sees("document.querySelector('#session-list img').naturalWidth > 0"))
            #expect(try await eventually { try await page.sessions("alice") == ["release"] }, "the draft is gone")
        }
    }

    @Test func theDraftMakesRoomForTheLastSessionThatIsAllowed() async throws {
        try await Page.visit(["--sessions-per-user", "1"], registering: "alice") { page in
            let browser = page.browser
            try await browser.click("#new-session")
            #expect(try await browser.sees(Self.previewIsThere))
            try await browser.type("only", into: "#create-session-id")
            try await browser.click("#create")
            #expect(try await browser.sees(Self.liveIsThere))
            #expect(try await eventually { try await page.sessions("alice") == ["only"] })
            #expect(try await browser.complaints().allSatisfy { $0.contains("409") })
        }
    }

    @Test func aDraftGoesWithThePageAndIsNeverListed() async throws {
        try await Page.visit(registering: "alice") { page in
            let browser = page.browser
            try await browser.click("#new-session")
            #expect(try await browser.sees(Self.previewIsThere))
            try await page.create("hello", colour: "red")
            // The list is read anew with the draft in it.
            try await browser.value(of: "document.dispatchEvent(new Event('visibilitychange'))")
            #expect(try await browser.sees("document.querySelectorAll('#session-list li').length === 1"))
            #expect(try await page.sessions("alice").count == 2)
            try await browser.open("about:blank")
            #expect(try await eventually { try await page.sessions("alice") == ["hello"] })
        }
    }

    @Test func savedArgumentsChangeThePixels() async throws {
        try await Page.visit(registering: "alice") { page in
            let browser = page.browser
            try await page.create("dashboard-1", colour: "red")
            try await browser.open("\(page.url)/#/session/dashboard-1")
            try await browser.reload()
            #expect(try await browser.sees(Self.liveIsThere))
            #expect(try await browser.sees("document.querySelector('#session-list img')?.naturalWidth > 0"))
            var picture = try await browser.screenshot(of: Self.stage)
            for colour in ["green", "blue", "orange"] {
                #expect(try await browser.screenshot(of: Self.stage) == picture, "nothing moves by itself")
                try await browser.type(#"{"colour": "\#(colour)"}"#, into: "#edit-args")
                try await browser.click("#save")
                picture = try #require(
                    try await browser.screenshot(of: Self.stage, differingFrom: picture), "no change to \(colour)")
            }
            #expect(
                try await browser.value(of: "document.getElementById('embed-tag').value")?.string
                    == #"<img src="\#(page.url)/stream/alice/dashboard-1" alt="dashboard-1">"#)
            #expect(
                try await browser.value(of: "document.getElementById('embed-image').value")?.string
                    == "\(page.url)/image/alice/dashboard-1")
            try await browser.click("[data-copies=embed-tag]")
            #expect(try await browser.sees("getSelection().toString().startsWith('<img')"))
            // The thumbnail is read anew, and not from the browser's memory.
            let renewed = "performance.getEntriesByType('resource').some(e => /dashboard-1#\\d+$/.test(e.name))"
            #expect(try await browser.sees(renewed))
        }
    }

    @Test func numbersStayAsTheyWereWritten() async throws {
        try await Page.visit(registering: "alice") { page in
            let browser = page.browser
            try await page.create("big", colour: "red", more: #","big":9007199254740993,"exact":1.0"#)
            try await browser.open("\(page.url)/#/session/big")
            let args = "document.getElementById('edit-args').value"
            #expect(try await browser.sees("\(args).includes('9007199254740993')"))
            #expect(try await browser.sees("\(args).includes('1.0')"))
            try await browser.click("#save")
            #expect(try await browser.sees("!document.getElementById('announcement').hidden"))
            let read = try await page.server.client.send(
                "GET", "/api/user/alice/session/big", headers: page.bearerInTheTab())
            #expect(try read.json.at(pointer: "/args/big")?.number?.text == "9007199254740993")
            #expect(try read.json.at(pointer: "/args/exact")?.number?.text == "1.0")
        }
    }

    @Test func onlyTheChosenSessionStreams() async throws {
        try await Page.visit(registering: "alice") { page in
            try await page.create("one", colour: "red")
            try await page.create("two", colour: "blue")
            for name in ["one", "two"] {
                try await page.browser.open("\(page.url)/#/session/\(name)")
                #expect(try await page.server.waitForLog("stream_opened", "session=\(name)") == 1)
            }
            #expect(try await page.server.waitForLog("stream_closed", "session=one") == 1)
            #expect(page.server.logLines("stream_closed", "session=two").isEmpty)
            try await page.browser.click("#new-session")
            #expect(try await page.server.waitForLog("stream_closed", "session=two") == 1)
        }
    }

    @Test func aSessionIsDeletedAfterConfirmation() async throws {
        try await Page.visit(registering: "alice") { page in
            let browser = page.browser
            try await page.create("old", colour: "red")
            try await browser.open("\(page.url)/#/session/old")
            try await browser.reload()
            #expect(try await browser.sees(Self.liveIsThere))
            try await browser.click("#delete")
            try await browser.click("#confirm-delete-no")
            #expect(try await page.sessions("alice") == ["old"])
            try await browser.click("#session-list li button")
            try await browser.click("#confirm-delete-yes")
            #expect(try await browser.sees("document.querySelectorAll('#session-list li').length === 0"))
            #expect(try await browser.sees("!document.getElementById('home-panel').hidden"))
            #expect(try await page.sessions("alice") == [])
        }
    }

    @Test func aSessionThatGoesElsewhereIsGoneHere() async throws {
        try await Page.visit(registering: "alice") { page in
            let browser = page.browser
            for name in ["one", "two"] { try await page.create(name, colour: "red") }
            try await browser.open("\(page.url)/#/session/one")
            try await browser.reload()
            #expect(try await browser.sees(Self.liveIsThere))
            let deleted = try await page.server.client.send(
                "DELETE", "/api/user/alice/session/one", headers: page.bearerInTheTab())
            #expect(deleted.status == 204)
            try await browser.value(of: "document.dispatchEvent(new Event('visibilitychange'))")
            #expect(try await browser.sees("!document.getElementById('detail-message').hidden"))
            #expect(try await browser.sees("document.querySelectorAll('#session-list li').length === 1"))
            #expect(try await browser.sees("document.getElementById('live-stage').childElementCount === 0"))
        }
    }

    @Test func theListFollowsItsCursor() async throws {
        let options = ["--sessions-per-user", "200", "--sign-ins-per-user", "200"]
        try await Page.visit(options, registering: "alice") { page in
            for number in 1...103 { try await page.create("session-\(number)", colour: "red") }
            try await page.browser.reload()
            #expect(try await page.browser.sees("document.querySelectorAll('#session-list li').length === 103"))
            #expect(page.server.logLines("stream_opened").isEmpty, "thumbnails are snapshots")
        }
    }

    @Test func scriptInATemplateRunsNowhere() async throws {
        try await Page.visit(registering: "alice") { page in
            let browser = page.browser
            let script = #"<script>document.title='run'; parent.document.title='run'</script>"#
            let markup = #"\u003cimg src=x onerror=document.title='run'>"#
            try await page.create("evil", colour: "red", more: #","text":"\#(markup)""#, inside: script + "{{ text }}")
            try await browser.open("\(page.url)/#/session/evil")
            try await browser.reload()
            #expect(try await browser.sees(Self.liveIsThere))
            #expect(try await browser.value(of: "document.title")?.string == "Vellum")
            #expect(try await browser.complaints() == [])
            // As a document of its own, the picture is in a sandbox.
            try await browser.open("\(page.url)/image/alice/evil")
            let said = try await browser.complaints()
            #expect(said.contains { $0.contains("Blocked script execution") }, "\(said)")
        }
    }

    @Test func aPictureThatCannotBeDrawnComesBackOnceItIsMended() async throws {
        try await Page.visit(registering: "alice") { page in
            let browser = page.browser
            try await browser.click("#new-session")
            #expect(try await browser.sees(Self.previewIsThere))
            try await browser.type("<svg xmlns='http://www.w3.org/2000/svg'><rect></svg>", into: "#create-template")
            #expect(try await browser.sees("document.querySelector('#preview-stage .broken')"))
            try await browser.type("<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>", into: "#create-template")
            #expect(try await browser.sees(Self.previewIsThere))
        }
    }

    @Test func manyCallsShareOneRefresh() async throws {
        try await Page.visit(registering: "alice", expecting: ["401"]) { page in
            let browser = page.browser
            try await page.create("one", colour: "red")
            let refreshes = "performance.getEntriesByType('resource').filter(e => e.name.endsWith('/refresh')).length"
            let spoil = "JSON.stringify({...JSON.parse(sessionStorage['vellum.sign-in']), %})"
            // A token that has run out, and one that the server refuses although it should not have.
            for change in ["expiresAt: 0", "access: 'a.b.c'"] {
                let spoilt = spoil.replacingOccurrences(of: "%", with: change)
                try await browser.value(of: "sessionStorage.setItem('vellum.sign-in', \(spoilt))")
                try await browser.open("\(page.url)/#/session/one")
                try await browser.reload()
                #expect(try await browser.sees(Self.liveIsThere), "\(change)")
                #expect(try await browser.sees("document.querySelectorAll('#session-list li').length === 1"))
                #expect(try await browser.value(of: refreshes)?.number?.text == "1", "\(change)")
            }
            _ = try await browser.complaints()

            // A sign-in that has ended elsewhere ends here at the next call.
            let logout = try await page.server.client.send(
                "POST", "/api/v1/auth/logout", headers: page.bearerInTheTab())
            #expect(logout.status == 204)
            try await browser.click("#save")
            #expect(try await browser.sees("!document.getElementById('welcome-message').hidden"))
            #expect(try await browser.value(of: "sessionStorage.length")?.number?.text == "0")
        }
    }

    @Test func theServerSendsThePageAndKeepsItsPolicy() async throws {
        let server = try await VellumServer.start()
        let page = try await server.client.send("GET", "/", judge: false)
        #expect(page.status == 200)
        #expect(page.response["Content-Security-Policy"]?.contains("frame-ancestors 'none'") == true)
        let head = try await server.client.send("HEAD", "/", judge: false)
        #expect(head.status == 200)
        #expect(head.response["Content-Length"] == "\(page.response.body.count)")
        let tag = try #require(page.response["ETag"])
        let again = try await server.client.send("GET", "/", headers: [("If-None-Match", tag)], judge: false)
        #expect(again.status == 304)
        let refused = try await server.client.send("POST", "/", body: [], judge: false)
        #expect(refused.status == 405)
        #expect(try refused.json["code"]?.string == "method_not_allowed")
        await server.stop()
    }
}
