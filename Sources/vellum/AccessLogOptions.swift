internal import HTTPServer

/// Whether and where requests are logged.
extension Option {
    static let accessLog: [Option] = [
        Option("--access-log", "FORMAT", "a line for each request: off, text or json (text)") {
            (options, value) throws(OptionError) in
            guard let format = AccessLogFormat(rawValue: value) else {
                throw OptionError(message: "write off, text or json")
            }
            options.engine.accessLog = format
        },
        Option(
            "--access-log-file", "FILE",
            "where these lines go; opened again at SIGHUP, as after a rotation (none: the standard output)"
        ) { (options, value) throws(OptionError) in
            options.accessLogFile = value.isEmpty ? nil : value
        },
    ]
}
