/// An nginx of one process that gives one answer, as fast as it can.
enum NginxConfiguration {
    /// - Throws: when the answer holds what the quotes of nginx's configuration cannot.
    static func text(_ answer: SampleAnswer, port: UInt16, folder: String) throws(BenchFailure) -> String {
        let type = answer.fields.first { $0.name.lowercased() == "content-type" }?.value ?? "text/plain"
        var lines = ["default_type \(try quoted(type));"]
        for field in answer.fields where field.name.lowercased() != "content-type" {
            lines.append("add_header \(field.name) \(try quoted(field.value));")
        }
        // A constant: cheaper than the $request_id that it stands for.
        lines.append("add_header X-Request-Id \(try quoted(answer.requestID));")
        lines.append("return \(answer.status) \(try quoted(String(decoding: answer.body, as: UTF8.self)));")
        let places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(folder)/\($0);" }
        return """
            daemon off;
            # The process is the worker, so that its time is that of all of nginx.
            master_process off;
            worker_processes 1;
            pid \(folder)/nginx.pid;
            error_log \(folder)/nginx.log;
            events { worker_connections 16384; }
            http {
                access_log off;
                keepalive_requests 1000000000;
                keepalive_timeout 1h;
                server_tokens off;
                \(places.joined(separator: "\n    "))
                server {
                    listen 127.0.0.1:\(port) backlog=4096;
                    location / {
                        \(lines.joined(separator: "\n            "))
                    }
                }
            }

            """
    }

    private static func quoted(_ text: String) throws(BenchFailure) -> String {
        guard !text.contains(where: { "'$\\\n".contains($0) }) else {
            throw BenchFailure("nginx cannot be told to answer \(text)")
        }
        return "'\(text)'"
    }
}
