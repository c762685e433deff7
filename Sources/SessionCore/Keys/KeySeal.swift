internal import JOSE
internal import Synchronization

/// Seals private keys under the operator's secret. Keys that are derived from it are remembered by their salt, since
/// deriving one is slow on purpose: to be used on the pool only.
final class KeySeal: Sendable {
    private let secret: String
    private let boxes = Mutex<[[UInt8]: SecretBox]>([:])
    private let newest = Mutex<SecretBox?>(nil)

    /// Boxes that are remembered: one for each instance that has sealed a key that is still around.
    private static let capacity = 32

    init(secret: String) { self.secret = secret }

    func seal(_ text: [UInt8], context: [UInt8]) throws(JOSEError) -> String {
        let box: SecretBox
        if let known = newest.withLock({ $0 }) {
            box = known
        } else {
            box = try SecretBox(secret: secret)
            newest.withLock { $0 = box }
            keep(box)
        }
        return Base64URL.encode(try box.seal(text, context: context))
    }

    func open(_ text: String, context: [UInt8]) throws(JOSEError) -> [UInt8] {
        guard let sealed = Base64URL.decode(text), let salt = SecretBox.salt(of: sealed) else {
            throw JOSEError(operation: "open what is sealed", detail: "it is no base64url of the right length")
        }
        if let known = boxes.withLock({ $0[salt] }) { return try known.open(sealed, context: context) }
        let box = try SecretBox(secret: secret, salt: salt)
        // Also one that does not open it: what cannot be read is looked at again and again.
        keep(box)
        return try box.open(sealed, context: context)
    }

    private func keep(_ box: SecretBox) {
        boxes.withLock { boxes in
            if boxes.count >= KeySeal.capacity { boxes = [:] }
            boxes[box.salt] = box
        }
    }
}
