import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Whether a text is an XML document, as another parser than the browser's says.
enum XMLShape {
    static func isWellFormed(_ text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }
}
