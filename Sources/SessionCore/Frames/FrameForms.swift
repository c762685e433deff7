internal import Synchronization

/// A frame as it goes over the wire in each way of sending it: made when the first viewer wants it so, and shared by
/// all others, however slowly they read.
package final class FrameForms: Sendable {
    private let forms = Mutex<[Int: [UInt8]]>([:])

    package init() {}

    /// - Parameters:
    ///   - way: a number for the way of sending.
    ///   - make: called once for each.
    package func bytes(_ way: Int, _ make: () -> [UInt8]) -> [UInt8] {
        forms.withLock { forms in
            if let known = forms[way] { return known }
            let made = make()
            forms[way] = made
            return made
        }
    }
}
