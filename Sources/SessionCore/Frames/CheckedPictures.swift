internal import Synchronization

/// Pictures that were rendered to check a change, kept for the channel that shows it: a change made in the process that
/// also has its viewers costs one rendering. One picture at most for each session that is looked at.
final class CheckedPictures: Sendable {
    private struct Entry: Sendable {
        var channels = 0
        var offer: (revision: String, picture: Picture)?
    }

    private let entries = Mutex<[SessionAddress: Entry]>([:])

    /// A channel of the session begins.
    func watch(_ session: SessionAddress) {
        entries.withLock { $0[session, default: Entry()].channels += 1 }
    }

    /// A channel of the session has ended.
    func unwatch(_ session: SessionAddress) {
        entries.withLock { entries in
            entries[session]?.channels -= 1
            if entries[session]?.channels == 0 { entries[session] = nil }
        }
    }

    /// Before the change is stored, since a channel may hear of it before the one who made it.
    func offer(_ picture: Picture, of session: SessionAddress, _ revision: String) {
        entries.withLock { $0[session]?.offer = (revision, picture) }
    }

    /// The change was not stored.
    func withdraw(_ session: SessionAddress, _ revision: String) {
        _ = take(session, revision)
    }

    /// The picture of the session in this state; nil when the change came from elsewhere, or with another one.
    func take(_ session: SessionAddress, _ revision: String) -> Picture? {
        entries.withLock { entries in
            guard let offer = entries[session]?.offer, offer.revision == revision else { return nil }
            entries[session]?.offer = nil
            return offer.picture
        }
    }

    /// Sessions that are looked at.
    var count: Int { entries.withLock { $0.count } }
}
