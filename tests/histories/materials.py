"""What random histories are made of: parties, sources, and the words of a pledge, likely ones repeated."""

UNITS = ("USD", "JPY", "EUR", "dose")
SOURCES = ("communique", "ministry-page", "wire", "wire-copy", "undated-leaflet")
DONORS = ("JP", "JP", "JP", "JICA", ["JICA", "JP"], ["JP", "US"], "US")
RECIPIENTS = ("ASEAN", "ASEAN", "JAIF", "VN", "PH", ["ASEAN", "VN"], ["PH", "VN"], ["JAIF", "WHO"])
INSTRUMENTS = ("grant", "loan", "technical-cooperation", "in-kind", "mixed", "unspecified")
FLOWS = ("oda", "official", "private", "mixed", None, None)
TOPICS = (["health"], ["climate", "ports"], None, None)
HORIZONS = ("P3Y", "2021/2023", "2021-04-01/2023-09-15", "../2025", "2021-01-01/..", None)
OPENINGS = ("announced",) * 5 + ("revised", "committed", "disbursed")
CLAIMS = ("announced", "restated", "restated", "topped-up", "topped-up", "revised", "revised", "revised")
STAGES = ("committed", "committed", "disbursed", "disbursed", "completed", "suspended", "cancelled")
PARTIES = (
    ("JP", "Japan", "state", None),
    ("US", "United States", "state", None),
    ("VN", "Viet Nam", "state", None),
    ("PH", "Philippines", "state", None),
    ("ASEAN", "Association of Southeast Asian Nations", "group", None),
    ("JICA", "Japan International Cooperation Agency", "agency", "JP"),
    ("JAIF", "Japan-ASEAN Integration Fund", "fund", "ASEAN"),
    ("WHO", "World Health Organization", "multilateral", None),
)
MEMBERSHIPS = (("1995-07-28", "began", "VN"), ("2021-06-01", "began", "PH"), ("2022-09-01", "ended", "VN"))
