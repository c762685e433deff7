extension RequestCase {
    /// RFC 9112 §7.1: sizes and data.
    static let chunks: [RequestCase] = [
        RequestCase(200, "9112 §7.1 chunked", chunked("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"), content: "abcde"),
        RequestCase(
            200, "9112 §7.1 sizes in any case", chunked("a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n"),
            content: "01234567890123456789"),
        RequestCase(200, "9112 §7.1 sixteen digits", chunked("0000000000000001\r\na\r\n0\r\n\r\n"), content: "a"),
        RequestCase(200, "9112 §7.1 a last chunk of zeros", chunked("1\r\na\r\n0000\r\n\r\n"), content: "a"),
        RequestCase(200, "9112 §7.1 line ends are data", chunked("4\r\n\r\n\r\n\r\n0\r\n\r\n"), content: "\r\n\r\n"),
        RequestCase(
            200, "9112 §7.1 data like a request",
            chunked("23\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n\r\n0\r\n\r\n"),
            content: "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"),
        RequestCase(
            200, "9112 §7.1 data like a last chunk", chunked("5\r\n0\r\n\r\n\r\n0\r\n\r\n"), content: "0\r\n\r\n"),
        RequestCase(400, "9112 §7.1 no size", chunked("\r\nabc\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 a signed size", chunked("+1\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 a negative size", chunked("-1\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 minus nothing", chunked("-0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 0x", chunked("0x1\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 0X at the end", chunked("0X\r\n\r\n")),
        RequestCase(400, "9112 §7.1 an underscore in the size", chunked("1_0\r\n0123456789abcdef\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 a letter beyond F", chunked("g\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 a quoted size", chunked("\"1\"\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 NUL after the size", chunked("1\0\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 digits beyond ASCII", chunked("\u{ff11}\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 seventeen digits", chunked("00000000000000001\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 a size beyond 63 bits", chunked("8000000000000000\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 a size of 64 bits", chunked("FFFFFFFFFFFFFFFF\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 a size that wraps around to 1", chunked("10000000000000001\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 a space before the size", chunked(" 1\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 a tab before the size", chunked("\t1\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1.1 a space after the size", chunked("1 \r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1.1 a tab after the size", chunked("1\t\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 a space inside the size", chunked("1 0\r\n0123456789abcdef\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 a comma after the size", chunked("1,a\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 a bare LF after the size", chunked("1\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 a bare CR after the size", chunked("1\ra\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 two CR after the size", chunked("1\r\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 bare LF everywhere", chunked("1\na\n0\n\n")),
        RequestCase(400, "9112 §7.1 data longer than its size", chunked("1\r\nab\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 data shorter than its size", chunked("2\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 no line end after data", chunked("1\r\na0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 two line ends after data", chunked("1\r\na\r\n\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 data ended by a bare LF", chunked("1\r\na\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 data ended by a bare CR", chunked("1\r\na\r0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 a size without data", chunked("1\r\n\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1 a bare LF ends the body", chunked("0\r\n\n")),
        RequestCase(
            400, "9112 §7.1 a request right after the last chunk", chunked("0\r\nGET /smuggled HTTP/1.1\r\n\r\n")),
    ]

    /// RFC 9112 §7.1.1: chunk extensions are checked and dropped.
    static let extensions: [RequestCase] = [
        RequestCase(200, "9112 §7.1.1 extensions", chunked("1;a;b=c;d=\"e;\\\"\"\r\na\r\n0\r\n\r\n"), content: "a"),
        RequestCase(
            200, "9112 §7.1.1 blanks around extensions", chunked("1 ; a = b ;c\r\na\r\n0;z\r\n\r\n"), content: "a"),
        RequestCase(
            200, "limit: extensions of 4 KiB", chunked("1;" + letters(4095) + "\r\na\r\n0\r\n\r\n"), content: "a"),
        RequestCase(400, "limit: extensions beyond 4 KiB", chunked("1;" + letters(4096) + "\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1.1 a bare LF in an extension", chunked("1;a\n\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1.1 a bare CR in an extension", chunked("1;a\rb\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1.1 NUL in an extension", chunked("1;a\0\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1.1 an extension without name", chunked("1;\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1.1 an extension of blanks", chunked("1; \r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1.1 two semicolons", chunked("1;;a\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1.1 a semicolon at the end", chunked("1;a;\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1.1 an extension without value", chunked("1;a=\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1.1 two values", chunked("1;a=b=c\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1.1 two names", chunked("1;a b\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1.1 a value after its quotes", chunked("1;a=\"b\"c\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1.1 a line end in a quoted value", chunked("1;a=\"\r\n\"\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1.1 a control in a quoted pair", chunked("1;a=\"\\\u{1}\"\r\na\r\n0\r\n\r\n")),
        RequestCase(400, "9112 §7.1.1 blanks at the end", chunked("1;a \r\na\r\n0\r\n\r\n")),
    ]
}
