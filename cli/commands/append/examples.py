"""An example of every kind of event, for its help; an empty ledger can record them in this order."""

_OPTIONS: dict[str, tuple[str, ...]] = {
    "party-registered": (
        "--stream party/JP --name Japan --type state --fiscal-year-start 2000-04-01",
        '--stream party/ASEAN --name "ASEAN" --type multilateral',
        "--stream party/VN --name Vietnam --type state",
    ),
    "source-registered": (
        '--stream source/mofa-2023-12-17 --title "Commemorative Summit"'
        " --publisher MOFA --published 2023-12-17 --type official",
    ),
    "source-archived": (
        "--stream source/mofa-2023-12-17 --media-type text/html --size 5120"
        " --sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ),
    "membership-began": ("--stream party/ASEAN --member VN --on 1995-07-28",),
    "membership-ended": ("--stream party/ASEAN --member VN --on 2030",),
    "meeting-planned": (
        '--stream meeting/summit-2023 --name "Commemorative summit" --parties ASEAN'
        " --parties JP --level summit --planned-for 2023-12 --on 2022-11-12",
    ),
    "meeting-held": ("--stream meeting/summit-2023 --on 2023-12-16/2023-12-18 --place Tokyo",),
    "meeting-called-off": ('--stream meeting/talks-2024 --name "Talks" --parties ASEAN --parties JP --on 2023-12-17',),
    "statement-made": (
        "--stream statement/trusted-partners --parties JP --to ASEAN"
        ' --text "Japan calls ASEAN a trusted partner." --on 2023-12-17',
    ),
    "agreement-reached": (
        '--stream agreement/vision-2023 --title "Joint Vision Statement"'
        " --parties ASEAN --parties JP --meeting meeting/summit-2023 --on 2023-12-17",
    ),
    "agreement-entered-into-force": ("--stream agreement/vision-2023 --on 2024-01-01",),
    "agreement-amended": ("--stream agreement/vision-2023 --on 2024-06",),
    "agreement-terminated": ("--stream agreement/vision-2023 --on 2025",),
    "pledge-announced": (
        '--stream pledge/exchange --donor JP --recipient ASEAN --title "Exchange"'
        ' --instrument grant --amount "JPY 40bn" --equivalents "~USD 276m" --on 2023-12-17',
        '--stream pledge/exchange-copy --donor JP --recipient ASEAN --title "Exchange"'
        ' --instrument grant --amount ">=JPY 1bn" --terms maturity_years=40 --on 2023-11',
    ),
    "pledge-restated": ('--stream pledge/exchange --amount "~JPY 40bn" --on 2023-12-18',),
    "pledge-topped-up": ('--stream pledge/exchange --amount "JPY 5bn" --on 2024-03',),
    "pledge-revised": ('--stream pledge/exchange --amount "JPY 42bn" --on 2024-04',),
    "pledge-committed": ('--stream pledge/exchange --amount "JPY 10bn" --on 2024-05',),
    "pledge-disbursed": ('--stream pledge/exchange --amount "JPY 2.5bn" --on 2024-06-30',),
    "pledge-suspended": ('--stream pledge/exchange --reason "Under review" --on 2024-07',),
    "pledge-completed": ("--stream pledge/exchange --on 2033-12",),
    "pledge-cancelled": ('--stream pledge/exchange --reason "Withdrawn" --on 2034',),
    "pledge-merged": ('--stream pledge/exchange-copy --into pledge/exchange --reason "Recorded twice"',),
    "programme-opened": (
        '--stream programme/doses --donor JP --recipient ASEAN --title "Vaccine doses"'
        " --instrument in-kind --on 2021-06",
    ),
    "total-reported": ('--stream programme/doses --measure disbursed --amount ">=16m dose" --on 2021-10-27',),
    "figure-reported": (
        "--stream series/trade --indicator trade --from ASEAN --to JP --period 2022"
        ' --value "USD 268.5bn" --change-percent 10.2 --on 2023-09-06',
    ),
    "entry-cited": ("--target pledge/exchange#1 --cites mofa-2023-12-17#annex",),
    "entry-corrected": (
        '--target series/trade#1 --field status=final --field "value=USD 268.6bn" --reason "Misread"',
        '--target series/trade#1 --field change-percent= --reason "Not in the source"',
    ),
    "entry-retracted": ('--target statement/trusted-partners#1 --reason "Never said"',),
    "ledger-sealed": ("--stream ledger/ID --size 12 --root HEX",),
}

_OWN_SOURCE = ("party-registered", "source-registered", "source-archived", "ledger-sealed", "pledge-merged")


def _cited(kind: str) -> str:
    return "" if kind in _OWN_SOURCE or kind.startswith("entry-") else " --cites mofa-2023-12-17"


EXAMPLES: dict[str, tuple[str, ...]] = {
    kind: tuple(f"bilat append {kind} {options}{_cited(kind)}" for options in each) for kind, each in _OPTIONS.items()
}
