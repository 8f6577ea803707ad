import Text

/// Addresses as pages have them.
typealias Address = WebAddress
