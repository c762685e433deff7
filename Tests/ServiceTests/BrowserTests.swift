import ContractTesting
import Foundation
import Testing

/// The main job, seen by a real browser: an `<img>` of a stream on a page of another origin.
@Suite struct BrowserTests {
    /// From the answer to a PUT until the browser has drawn the frame. What people would call at once, on a machine that
    /// builds and tests beside it.
    static let bound = Duration.seconds(2)

    @Test func anImageChangesItsPixelsAfterEachUpdate() async throws {
        try await LivePictures.open(["alice"]) { pictures in
            try await pictures.create("alice")
            try await pictures.browser.show(pictures.stream("alice"))
            try await pictures.sees(.red)
            var window = try await pictures.browser.screenshot()
            for colour in [Colour.green, .blue, .orange] {
                #expect(try await pictures.browser.screenshot() == window, "nothing moves by itself")
                try await pictures.update("alice", to: colour)
                try await pictures.sees(colour)
                window = try #require(
                    try await pictures.browser.screenshot(differingFrom: window), "no change to \(colour)")
            }
        }
    }

    /// Frames that Chromium shows one behind unless the next part's header comes early, and frames sent twice.
    @Test func anImageWithDoubledFramesChangesAsWell() async throws {
        try await LivePictures.open(["alice"]) { pictures in
            try await pictures.create("alice")
            try await pictures.browser.show(pictures.stream("alice") + "?double_frame=true")
            try await pictures.sees(.red)
            for colour in [Colour.green, .blue, .orange] {
                try await pictures.update("alice", to: colour)
                try await pictures.sees(colour)
            }
        }
    }

    @Test func picturesOfTwoUsersOnOnePageChangeEachOnItsOwn() async throws {
        try await LivePictures.open(["alice", "bob"]) { pictures in
            for user in ["alice", "bob"] { try await pictures.create(user) }
            try await pictures.browser.show(pictures.stream("alice"), pictures.stream("bob"))
            try await pictures.sees(.red, in: 0)
            try await pictures.sees(.red, in: 1)
            try await pictures.update("alice", to: .green)
            try await pictures.sees(.green, in: 0)
            #expect(try await pictures.browser.colour(ofImage: 1) == Colour.red.rawValue)
            for (index, colour) in [Colour.blue, .orange, .green].enumerated() {
                let (user, other) = index.isMultiple(of: 2) ? (1, 0) : (0, 1)
                let before = try await pictures.browser.colour(ofImage: other)
                try await pictures.update(["alice", "bob"][user], to: colour)
                try await pictures.sees(colour, in: user)
                #expect(try await pictures.browser.colour(ofImage: other) == before)
            }
        }
    }

    @Test func viewersThatReadNothingDoNotHoldUpTheBrowser() async throws {
        try await LivePictures.open(["alice"]) { pictures in
            // A quarter of a megabyte a frame: more than the sockets take of one that does not read.
            try await pictures.create("alice", filling: 250_000)
            var stalled: [StreamReader] = []
            for _ in 0..<5 { stalled.append(try await pictures.server.client.openStream("/stream/alice/picture")) }
            try await pictures.browser.show(pictures.stream("alice"))
            try await pictures.sees(.red)
            for _ in 0..<10 {
                for colour in [Colour.green, .blue, .orange] {
                    try await pictures.update("alice", to: colour)
                    try await pictures.sees(colour)
                }
            }
            // They were not let go: each still gets the newest.
            try await pictures.update("alice", to: .purple)
            for viewer in stalled {
                _ = try await viewer.part { $0.text.contains("purple") }
                await viewer.close()
            }
        }
    }

    @Test func anExpiredPictureStaysAsItWasAndItsAddressIsGone() async throws {
        try await LivePictures.open(["alice"]) { pictures in
            try await pictures.create("alice", seconds: 4)
            try await pictures.browser.show(pictures.stream("alice"))
            try await pictures.sees(.red)
            try await pictures.update("alice", to: .green)
            try await pictures.sees(.green)
            #expect(try await pictures.server.waitForLog("stream_closed", "session=picture") == 1)
            try await pictures.isOver(showing: .green)
        }
    }

    @Test func aDeletedPictureStaysAsItWasAndItsAddressIsGone() async throws {
        try await LivePictures.open(["alice"]) { pictures in
            try await pictures.create("alice")
            try await pictures.browser.show(pictures.stream("alice"))
            try await pictures.sees(.red)
            let deleted = try await pictures.server.client.send(
                "DELETE", "/api/user/alice/session/picture", headers: pictures.people["alice"]?.bearer ?? [])
            #expect(deleted.status == 204)
            try await pictures.isOver(showing: .red)
        }
    }
}
