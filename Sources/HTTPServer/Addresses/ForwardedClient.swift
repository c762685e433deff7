internal import HTTPCore

/// Finds the client behind proxies that are trusted.
///
/// Each proxy adds at the right who called it. So the list is walked from the right, past the trusted ones, to the
/// first that is not: what stands to the left of that, anybody may have written, and it is never believed. Who is
/// trusted to the last is the client itself.
///
/// In doubt it is the peer, whose address nobody can forge:
/// - Forwarded is malformed anywhere, since a quote can make one of several elements; X-Forwarded-For is malformed
///   where the walk comes by (commas part its entries whatever they hold);
/// - both fields are there and lead to different clients. A proxy that knows one of them passes on the other as the
///   client sent it, so none of the two may win alone.
///
/// Where a trusted proxy does not name its caller (`unknown`, `_hidden`, no `for`), the walk ends at that proxy.
package enum ForwardedClient {
    private enum Finding: Equatable {
        /// Nil for the peer itself.
        case client(IPAddress?)
        case malformed
    }

    /// - Parameters:
    ///   - forwarded: the value of Forwarded, lines joined by commas; nil when absent.
    ///   - xForwardedFor: likewise.
    /// - Returns: the client; nil for the peer, who is trusted.
    package static func address(forwarded: String?, xForwardedFor: String?, trusted: Networks) -> IPAddress? {
        let standard = forwarded.map { find(forwarded: $0, trusted) }
        let usual = xForwardedFor.map { find(xForwardedFor: $0, trusted) }
        guard let finding = standard ?? usual, finding == usual ?? finding, case .client(let address) = finding else {
            return nil
        }
        return address
    }

    private static func find(forwarded: String, _ trusted: Networks) -> Finding {
        guard let nodes = ForwardedField.nodes(forwarded) else { return .malformed }
        return walk(nodes.reversed(), trusted)
    }

    private static func find(xForwardedFor list: String, _ trusted: Networks) -> Finding {
        // By bytes: no character of the client may join a comma.
        let entries = list.utf8.split(separator: UInt8(ascii: ",")).reversed().lazy.map { entry in
            var entry = entry.drop { $0 == ASCII.space || $0 == ASCII.tab }
            while let last = entry.last, last == ASCII.space || last == ASCII.tab { entry.removeLast() }
            return Substring(entry)
        }
        return walk(entries.filter { !$0.isEmpty }.map { ForwardedNode(xForwardedFor: $0) }, trusted)
    }

    /// - Parameter nodes: from our end to the client's; nil for what cannot be read.
    private static func walk(_ nodes: some Sequence<ForwardedNode?>, _ trusted: Networks) -> Finding {
        var last: IPAddress?
        for node in nodes {
            switch node {
            case nil: return .malformed
            case .hidden: return .client(last)
            case .address(let address):
                last = address
                if !trusted.contains(address) { return .client(last) }
            }
        }
        return .client(last)
    }
}
