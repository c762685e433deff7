import SessionCore
import Testing

@Suite struct FrameFormsTests {
    @Test func allWhoWantAFrameInOneWayShareItsBytes() {
        let forms = FrameForms()
        var made = 0
        func address(_ way: Int) -> UnsafePointer<UInt8>? {
            let bytes = forms.bytes(way) {
                made += 1
                return [UInt8](repeating: UInt8(way), count: 1000)
            }
            #expect(bytes.count == 1000 && bytes.allSatisfy { $0 == UInt8(way) })
            return unsafe bytes.withUnsafeBufferPointer { $0.baseAddress }
        }
        let first = unsafe address(1)
        unsafe #expect(first == address(1))
        unsafe #expect(first != address(2))
        #expect(made == 2)
    }
}
