"""Downloads of the Financial Tracking Service as tests make them: a row a flow, under its columns."""

import csv
from io import StringIO

_OBJECT = ("id", "name", "behavior", "organizationTypes", "organizationSubTypes", "organizationLevels")

COLUMNS = [
    *[
        "id",
        "amountUSD",
        "fullParkedAmountUSD",
        "budgetYear",
        "childFlowIds",
        "contributionType",
        "createdAt",
        "date",
        "decisionDate",
    ],
    *[
        "description",
        "grandBargainEarmarkingType",
        "exchangeRate",
        "firstReportedDate",
        "flowType",
        "keywords",
        "newMoney",
    ],
    *[
        "originalAmount",
        "originalCurrency",
        "method",
        "parentFlowId",
        "status",
        "updatedAt",
        "versionId",
        "boundary",
        "onBoundary",
    ],
    "refCode",
    *(f"sourceObjects_{what}.{name}" for what in ("Location", "Organization", "UsageYear") for name in _OBJECT),
    *(
        f"destinationObjects_{what}.{name}"
        for what in ("Emergency", "GlobalCluster", "Location", "Organization", "UsageYear")
        for name in _OBJECT
    ),
    *(f"reportDetails_{name}" for name in ("sourceType", "organization", "reportChannel", "date")),
]


Row = dict[str, str]


def flow(id: str = "1", **changes: str) -> Row:
    """A row of a download: Iceland commits money for Syria, to the World Food Programme."""
    row = {
        "id": id,
        "amountUSD": "120",
        "contributionType": "financial",
        "date": "2024-02-01T00:00:00Z",
        "decisionDate": "2024-01-15T00:00:00Z",
        "description": "Food",
        "flowType": "Standard",
        "newMoney": "TRUE",
        "originalAmount": "100",
        "originalCurrency": "EUR",
        "status": "commitment",
        "updatedAt": "2024-02-02T00:00:00Z",
        "reportDetails_date": "2024-02-01T00:00:00.000Z",
        "sourceObjects_Location.name": "Iceland",
        "sourceObjects_Organization.id": "4845",
        "sourceObjects_Organization.name": "Iceland, Government of",
        "sourceObjects_Organization.organizationTypes": "Governments",
        "destinationObjects_Location.name": "Syrian Arab Republic",
        "destinationObjects_Organization.id": "3049",
        "destinationObjects_Organization.name": "World Food Programme",
        "destinationObjects_Organization.organizationTypes": "Multilateral Organizations",
        "destinationObjects_UsageYear.name": "2025; 2024",
        "destinationObjects_GlobalCluster.name": "Food Security",
    }
    return row | changes


def later(id: str = "1", **changes: str) -> Row:
    """The same row in a later download."""
    return flow(id, **{"updatedAt": "2025-01-01T00:00:00Z", **changes})


def download(*rows: Row) -> str:
    """Rows under FTS's header."""
    text = StringIO(newline="")
    table = csv.DictWriter(text, COLUMNS)
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()
