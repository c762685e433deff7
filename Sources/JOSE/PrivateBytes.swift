/// A private part of a key. It stays out of logs and crash reports, also where a key is printed as a part of something
/// else.
package struct PrivateBytes: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    package let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    package var description: String { "(private)" }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
