internal import HTTPCore

/// A list of networks that cannot be used. The description says what to write.
package struct NetworksError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String
}

/// The peers whose word about a client's address is taken: IPv4 and IPv6 networks, and Unix sockets.
///
/// Parsed once; whether an address is in it costs a comparison for each network of its family.
package struct Networks: Sendable, Equatable {
    /// Networks in a list. Default 256.
    package static let limit = 256

    struct Network: Sendable, Equatable {
        let address: IPAddress
        let highMask: UInt64
        let lowMask: UInt64

        /// - Parameter prefix: bits that count, of 128.
        init(_ address: IPAddress, prefix: Int) {
            self.address = address
            // A shift by 64 or more gives 0, as it should.
            highMask = prefix >= 64 ? .max : ~(UInt64.max >> UInt64(prefix))
            lowMask = prefix <= 64 ? 0 : ~(UInt64.max >> UInt64(prefix - 64))
        }

        func contains(_ other: IPAddress) -> Bool {
            (address.high ^ other.high) & highMask | (address.low ^ other.low) & lowMask == 0
        }
    }

    /// Apart, so that `::/0` means every IPv6 address and no IPv4 one.
    private var v4: [Network] = []
    private var v6: [Network] = []
    private(set) var hasUnix = false

    /// Nobody.
    package init() {}

    /// - Parameter list: addresses, networks as `ADDRESS/PREFIX`, and `unix`, separated by commas; empty for none.
    package init(_ list: String) throws(NetworksError) {
        guard list.contains(where: { $0 != " " }) else { return }
        let entries = list.split(separator: ",", omittingEmptySubsequences: false)
        guard entries.count <= Networks.limit else {
            throw NetworksError(description: "write at most \(Networks.limit) networks")
        }
        for entry in entries {
            let text = String(entry.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            if text == "unix" { hasUnix = true } else { try add(text) }
        }
    }

    private mutating func add(_ text: String) throws(NetworksError) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(parts.first ?? "") else {
            throw NetworksError(
                description: "\"\(text)\" is no network: write an address such as 10.0.0.1, a network such as "
                    + "10.0.0.0/8 or fd00::/8, or unix")
        }
        // `::ffff:10.0.0.0/104` is IPv4 too, in the words of IPv6.
        let isDotted = !text.utf8.contains(UInt8(ascii: ":"))
        let bits = isDotted ? 32 : 128
        var prefix = bits
        if parts.count == 2 {
            guard let number = Int(parts[1]), parts[1].utf8.allSatisfy(ASCII.isDigit), number <= bits else {
                throw NetworksError(description: "\"\(text)\" needs a prefix from 0 to \(bits) after its slash")
            }
            prefix = number
        }
        let network = Network(address, prefix: prefix + 128 - bits)
        let isV4 = isDotted || (address.isV4 && prefix >= 96)
        let first = IPAddress(high: address.high & network.highMask, low: address.low & network.lowMask)
        guard first == address else {
            let shown = isV4 && !isDotted ? prefix - 96 : prefix
            throw NetworksError(
                description: "\"\(text)\" has bits beyond its prefix: write \(first.text)/\(shown), "
                    + "or \(address.text) for this one address")
        }
        if isV4 { v4.append(network) } else { v6.append(network) }
    }

    package var isEmpty: Bool { v4.isEmpty && v6.isEmpty && !hasUnix }

    package func contains(_ address: IPAddress) -> Bool {
        (address.isV4 ? v4 : v6).contains { $0.contains(address) }
    }
}
