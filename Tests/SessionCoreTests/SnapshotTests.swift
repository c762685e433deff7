import JSON
import Synchronization
import Testing

@testable import SessionCore

/// Pictures for readers without a stream.
@Suite struct SnapshotTests {
    private let session = StoredSession(
        address: .user(.alice, .chart), template: "x", arguments: [:], createdAt: 1, updatedAt: 1, expiresAt: 9_999,
        version: 1, templateVersion: 1, origin: "a", revision: "a")

    private func frame(_ session: StoredSession, _ text: String) -> Frame {
        Frame(
            svg: Array(text.utf8), renderedAt: 0, origin: session.origin, revision: session.revision, entityTag: text)
    }

    @Test func manyReadersWithinASecondCostOneRendering() throws {
        let now = Mutex<Int64>(0)
        let cache = SnapshotCache(clock: Clock { now.withLock { $0 } })
        let renderings = Mutex(0)
        func read() throws(CoreError) -> Frame {
            try cache.frame(of: session) { session throws(CoreError) in
                let count = renderings.withLock { count in
                    count += 1
                    return count
                }
                return frame(session, String(count))
            }
        }
        for _ in 0..<100 { #expect(try read().entityTag == "1") }
        now.withLock { $0 = SnapshotCache.freshness }
        #expect(try read().entityTag == "2")
        // The clock is set back.
        now.withLock { $0 = 1 }
        #expect(try read().entityTag == "3")
    }

    @Test func aPictureThatRendersNoMoreStays() throws {
        let now = Mutex<Int64>(0)
        let cache = SnapshotCache(clock: Clock { now.withLock { $0 } })
        _ = try cache.frame(of: session) { session throws(CoreError) in frame(session, "good") }
        now.withLock { $0 = 60_000 }
        let later = try cache.frame(of: session) { _ throws(CoreError) in throw .corrupt(detail: "") }
        #expect(later.entityTag == "good")
    }

    @Test func aPictureThatNeverRenderedIsAnError() {
        let cache = SnapshotCache(clock: .system)
        #expect(throws: CoreError.self) {
            try cache.frame(of: session) { _ throws(CoreError) in throw .corrupt(detail: "") }
        }
    }

    @Test(arguments: [
        ("a\u{1}b", "a\u{FFFD}b"), ("\u{0}", "\u{FFFD}"), ("\u{FFFE}\u{FFFF}", "\u{FFFD}\u{FFFD}"),
        ("\t\n\r é \u{FFFD} 😀", "\t\n\r é \u{FFFD} 😀"), ("\u{F}", "\u{FFFD}"), ("", ""),
    ]) func charactersThatXMLForbidsAreReplaced(text: String, clean: String) {
        #expect(String(decoding: XMLCharacters.replaced(Array(text.utf8)), as: UTF8.self) == clean)
    }
}
