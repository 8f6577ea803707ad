import Text

/// Web addresses, as the cleaner resolves those of links (`Text.WebAddress`).
typealias Address = WebAddress
