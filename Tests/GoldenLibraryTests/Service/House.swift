import ContractRuntime
import GoldenLibrary
import HTTPCore
import Synchronization

extension LibraryService {
    func getOpeningHours(
        _ input: Library.GetOpeningHours.Input, context: RequestContext
    ) async throws -> Library.GetOpeningHours.Output {
        try enter()
        switch input.accept {
        case .json:
            let hours = Library.Hours(day: .saturday, opens: "09:00", closes: isLying ? "24:00" : nil)
            return .ok(.json(Library.Week(hours: [hours])))
        case .csv: return .ok(.csv("day,opens\r\nSaturday,09:00\r\n"))
        case .text: return .ok(.text(isLying ? "" : "Saturdays from nine — come in!"))
        }
    }

    /// Made once, with its tag.
    private static let rules = Result {
        try Constant(
            .ok(Library.HouseRules(rules: ["No owls after nine."]), eTag: "\"1911\""),
            notModified: Library.GetHouseRules.Output.notModified(eTag: "\"1911\""))
    }

    func getHouseRules() throws -> Constant<Library.GetHouseRules.Output> {
        try enter()
        return try Self.rules.get()
    }

    func getLogo(_ input: Library.GetLogo.Input, context: RequestContext) async throws -> Library.GetLogo.Output {
        try enter()
        let tag = isLying ? "no tag" : "\"owls\""
        if input.ifNoneMatch == tag { return .notModified(eTag: tag) }
        switch input.accept {
        case .svg: return .ok(.svg(Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)), eTag: tag)
        case .png: return .ok(.png([0x89, 0x50, 0x4E, 0x47, 0xFF]), eTag: tag)
        }
    }

    func ringBell(_ input: Library.RingBell.Input, context: RequestContext) async throws -> Library.RingBell.Output {
        try enter()
        switch calls(of: "ringBell") % 3 {
        case 1: return .accepted(xWaiting: isLying ? 100 : 3)
        case 2: return .noContent
        default: return .status418
        }
    }

    func watchArrivals(
        _ input: Library.WatchArrivals.Input, context: RequestContext
    ) async throws -> Library.WatchArrivals.Output {
        try enter()
        let frames = ["<svg/>", "<svg><g/></svg>"].map {
            "Content-Type: image/svg+xml\r\nContent-Length: \($0.utf8.count)\r\n\r\n\($0)\r\n--frame"
        }
        let script = ["--frame\r\n", frames[0] + "\r\n", frames[1], "--\r\n"]
        return .ok(ResponseStream(Script(script), mediaTypeParameters: "; boundary=frame"))
    }

    func followNotices(
        _ input: Library.FollowNotices.Input, context: RequestContext
    ) async throws -> Library.FollowNotices.Output {
        try enter()
        let first = (input.lastEventID ?? 0) + 1
        let events = (first..<(first + 3)).map { "id: \($0)\ndata: Notice \($0)\n\n" }
        return .ok(ResponseStream(Script(events), mediaTypeParameters: ""))
    }
}

/// A stream that says its lines and ends.
final class Script: HTTPStreamSource {
    private let rest: Mutex<ArraySlice<String>>

    init(_ lines: [String]) { rest = Mutex(lines[...]) }

    func opened(by sink: any HTTPStreamSink) {}
    func next() -> HTTPStreamStep {
        rest.withLock { rest in rest.popFirst().map { .write(Array($0.utf8)) } ?? .end([]) }
    }
    func finish() -> [UInt8] { [] }
    func closed() {}
}
