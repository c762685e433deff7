/// Names that a contract may not give.
package enum ContractNames {
    /// Types that the generated code declares, conforms to or calls, and those of Swift that it would hide.
    package static let reservedTypes = Set(
        """
        Any Array Bool Character Dictionary Double Error Int Int64 Never Optional Protocol Result Self Set String
        Substring Task Type UInt8 Void

        APIKeyCredentials Accepted ArrayRule Authenticator BasicCredentials BearerCredentials Body BodyReader BodyWriter
        Caller CaseIterable Codable CodingKey CodingKeys Constant ConstantOutput ContractBreach ContractDecodable ContractDocument
        ContractEncodable Contracts Decoder DocumentedStatus Encoder Equatable FilePart FileRule Granted HTTPResponse
        Handler Handlers Input IntegerRule JSONObject Lines NumberRule ObjectRule Output PlainRule Rejection RequestContext
        RequestStream ResponseBuilder ResponseStream Route Rules SecurityAlternative Sendable StaticString StringRule
        TextRule
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Modules that the generated code imports: a namespace of that name would hide them.
    package static let reservedModules: Set<String> = ["ContractRuntime", "HTTPCore", "JSON", "Swift"]
}
