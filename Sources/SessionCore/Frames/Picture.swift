/// What a template makes of its arguments, fit for every way of sending it.
struct Picture: Sendable, Equatable {
    let svg: [UInt8]
    /// Milliseconds since 1970.
    let renderedAt: Int64
}
