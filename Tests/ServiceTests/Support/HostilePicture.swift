/// A picture that tries all that a picture might run or fetch. What succeeds asks a listener for its name, and what runs
/// script also leaves its name in the title, the cookies and the storage of its origin.
struct HostilePicture {
    /// Where the listener is, such as `http://127.0.0.1:8080`.
    let listener: String

    /// Ways to run script in a browser that shows the picture unguarded.
    static let scripts: Set<String> = [
        "root-onload", "script", "script-href", "script-xlink", "script-data", "onbegin", "image-onerror",
        "image-onload", "html-script", "html-onerror", "html-srcdoc", "html-iframe-javascript", "html-onfocus",
        "onclick", "link-script", "link-set-script",
    ]
    /// Those of them that are files of the listener's.
    static let scriptFiles = ["script-href", "script-xlink"]
    /// Ways to ask somebody else for something.
    static let requests: Set<String> = [
        "stylesheet", "image", "use", "feimage", "filter", "style-import", "style-font", "style-background",
        "html-image", "html-iframe", "html-object", "html-embed", "html-video", "html-audio", "html-stylesheet",
        "html-background",
    ]

    /// Of the middle of each half: red, green, blue, opacity.
    static let colour = "0,128,0,255"

    private func address(_ name: String) -> String { "\(listener)/reached/\(name)" }

    /// Script in single quotes, so that it fits into attributes.
    func script(_ name: String) -> String {
        "(()=>{try{new Image().src='\(address(name))'}catch(e){}try{document.cookie='\(name)=1;path=/'}catch(e){}"
            + "try{localStorage['\(name)']=1}catch(e){}try{top.document.title+=' \(name)'}catch(e){}})()"
    }

    /// Two halves, each with a link over it; a click anywhere is a click on a link.
    var svg: String {
        """
        <?xml-stylesheet type="text/css" href="\(address("stylesheet"))"?>
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200" height="100"
          onload="\(script("root-onload"))">
          <style>
            @import '\(address("style-import"))';
            @font-face { font-family: far; src: url(\(address("style-font"))); }
            text { font-family: far; }
            rect { background-image: url(\(address("style-background"))); }
          </style>
          <filter id="f"><feImage href="\(address("feimage"))"/></filter>
          <rect width="200" height="100" fill="rgb(0,128,0)"/>
          <rect width="20" height="20" filter="url(#f)"/>
          <rect width="20" height="20" filter="url(\(address("filter"))#f)"/>
          <text y="20">far</text>
          <image href="\(address("image"))" width="9" height="9"/>
          <use href="\(address("use"))#a"/>
          <image href="data:text/plain,x" width="9" height="9" onerror="\(script("image-onerror"))"/>
          <image href="\(Self.pixel)" width="9" height="9" onload="\(script("image-onload"))"/>
          <rect width="9" height="9"><animate attributeName="x" to="1" dur="1s" onbegin="\(script("onbegin"))"/></rect>
          <foreignObject width="9" height="9"><html xmlns="http://www.w3.org/1999/xhtml">\(html)</html></foreignObject>
          <script>\(script("script"))</script>
          <script href="\(address("script-href"))"/>
          <script xlink:href="\(address("script-xlink"))"/>
          <script href="data:text/javascript,\(script("script-data"))"/>
          <a href="javascript:\(script("link-script"))">
            <rect width="100" height="100" fill-opacity="0" onclick="\(script("onclick"))"/>
          </a>
          <a href="#">
            <set attributeName="href" to="javascript:\(script("link-set-script"))"/>
            <rect x="100" width="100" height="100" fill-opacity="0"/>
          </a>
        </svg>
        """
    }

    private var html: String {
        """
        <link rel="stylesheet" href="\(address("html-stylesheet"))"/>
        <div style="background:url(\(address("html-background")))">x</div>
        <script>\(script("html-script"))</script>
        <img src="\(address("html-image"))"/>
        <img src="data:text/plain,x" onerror="\(script("html-onerror"))"/>
        <iframe src="\(address("html-iframe"))"></iframe>
        <iframe src="javascript:\(script("html-iframe-javascript"))"></iframe>
        <iframe srcdoc="&lt;script&gt;\(script("html-srcdoc"))&lt;/script&gt;"></iframe>
        <object data="\(address("html-object"))"></object>
        <embed src="\(address("html-embed"))"/>
        <video src="\(address("html-video"))" autoplay="autoplay" muted="muted"></video>
        <audio src="\(address("html-audio"))" preload="auto"></audio>
        <input autofocus="autofocus" onfocus="\(script("html-onfocus"))"/>
        """
    }

    /// A picture that sends whoever opens it elsewhere.
    var refreshing: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">
          <rect width="200" height="100" fill="rgb(0,128,0)"/>
          <foreignObject width="9" height="9">
            <meta xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=\(address("refresh"))"/>
          </foreignObject>
        </svg>
        """
    }

    /// One pixel, GIF.
    private static let pixel = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
}
