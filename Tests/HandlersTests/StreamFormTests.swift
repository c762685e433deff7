import Testing

@testable import Handlers
@testable import SessionCore

/// What all viewers of a frame share.
@Suite struct StreamFormTests {
    private let frame = Frame(
        svg: Array("<svg>1</svg>".utf8), renderedAt: 0, origin: "k", revision: "k-1", entityTag: "\"x\"")

    private func address(_ form: StreamForm, isFirst: Bool) -> UnsafePointer<UInt8>? {
        unsafe form.bytes(frame, isFirst: isFirst).withUnsafeBufferPointer { $0.baseAddress }
    }

    @Test(arguments: [true, false]) func aFrameIsWrittenOnceForAllWhoWantItInOneForm(isFirst: Bool) {
        let forms: [StreamForm] = [.parts(.plain), .parts(.earlyHeaders), .events(lastEventID: nil)]
        for form in forms { unsafe #expect(address(form, isFirst: isFirst) == address(form, isFirst: isFirst)) }
        let one = unsafe address(.events(lastEventID: nil), isFirst: isFirst)
        unsafe #expect(one == address(.events(lastEventID: "other"), isFirst: isFirst))
        #expect(Set(forms.map { $0.bytes(frame, isFirst: isFirst) }).count == forms.count)
        #expect(forms.allSatisfy { $0.bytes(frame, isFirst: true) != $0.bytes(frame, isFirst: false) })
    }

    @Test func onlyTheFrameThatIsNamedIsKnown() {
        #expect(StreamForm.events(lastEventID: "k-1").isKnown(frame))
        for other in ["k-2", "\"k-1\"", "K-1", "k-1 ", "", "*", "k-1,k-2"] {
            #expect(!StreamForm.events(lastEventID: other).isKnown(frame), "\(other)")
        }
        #expect(!StreamForm.events(lastEventID: nil).isKnown(frame))
        #expect(!StreamForm.parts(.plain).isKnown(frame))
    }

    @Test func aRepetitionIsTheFrameOrAComment() {
        #expect(StreamForm.parts(.plain).repetition(frame) == MultipartFraming.plain.part(frame.svg))
        #expect(StreamForm.events(lastEventID: nil).repetition(frame) == Array(":\n\n".utf8))
    }

    @Test func aServerThatStopsLetsReadersOfEventsComeBack() {
        #expect(StreamForm.events(lastEventID: nil).closing(hasEnded: false).isEmpty)
        #expect(StreamForm.events(lastEventID: nil).closing(hasEnded: true) == EventFraming.end)
        #expect(StreamForm.parts(.plain).closing(hasEnded: false) == Array("--frame--\r\n".utf8))
    }
}
