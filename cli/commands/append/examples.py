"""An example of every kind of event, for its help: each can be recorded on the shipped history, alone or in this order.

    bilat init asia.db --with asean-japan

makes a ledger to try them on.
"""

EXAMPLES: dict[str, tuple[str, ...]] = {
    kind: tuple(f"bilat append {kind} {options}" for options in each)
    for kind, each in {
        "party-registered": (
            '--stream party/US --name "United States" --type state --fiscal-year-start 1999-10-01',
            '--stream party/ADB --name "Asian Development Bank" --type multilateral',
        ),
        "source-registered": (
            '--stream source/gazette-2024-05-24 --title "Leaders meet again" --publisher "The Gazette"'
            " --published 2024-05-24 --type news --url https://example.org/leaders-meet-again --language en",
        ),
        "source-archived": (
            "--stream source/khaosod-2023-12-17 --media-type text/html --size 5120"
            " --sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ),
        "membership-began": ("--stream party/ACPHEED --member TH --on 2022-08-26 --cites jaif-2022-08-26",),
        "membership-ended": ("--stream party/ACPHEED --member TH --on 2030 --cites jaif-2022-08-26",),
        "meeting-planned": (
            '--stream meeting/asean-japan-2024 --name "27th ASEAN-Japan summit" --parties ASEAN --parties JP'
            " --level summit --planned-for 2024 --place Vientiane --on 2023-12-17 --cites mofa-ja-2023-12-17",
        ),
        "meeting-held": (
            '--stream meeting/health-2022 --name "Health ministers of ASEAN and Japan" --parties ASEAN --parties JP'
            " --level ministerial --on 2022-05-15 --place Bali --cites indonesianewsgazette-2022-05",
        ),
        "meeting-called-off": (
            '--stream meeting/talks-2024 --name "Talks on fisheries" --parties ASEAN --parties JP'
            " --on 2023-12-17 --cites kyodo-2023-12-17",
        ),
        "statement-made": (
            "--stream statement/trusted-partners --parties JP --to ASEAN --speaker 'Fumio Kishida'"
            ' --text "Japan calls ASEAN a trusted partner." --on 2023-12-17 --cites straitstimes-2023-12-17',
        ),
        "agreement-reached": (
            '--stream agreement/fisheries-2023 --title "Memorandum on fisheries" --parties ASEAN --parties JP'
            " --meeting meeting/asean-japan-2023-commemorative --on 2023-12-17 --cites kyodo-2023-12-17",
        ),
        "agreement-entered-into-force": (
            "--stream agreement/vision-2023 --on 2024-01-01 --cites straitstimes-2023-12-17",
        ),
        "agreement-amended": ("--stream agreement/vision-2023 --on 2024-06 --cites straitstimes-2023-12-17",),
        "agreement-terminated": ("--stream agreement/vision-2023 --on 2033 --cites straitstimes-2023-12-17",),
        "pledge-announced": (
            '--stream pledge/fisheries --donor JP --recipient ASEAN --title "Patrols against illegal fishing"'
            ' --instrument grant --flow oda --amount "JPY 4bn" --equivalents "~USD 28m" --horizon P5Y'
            ' --on 2023-12-17 --cites kyodo-2023-12-17 --locator "para 9"',
            '--stream pledge/ports --donor JP --recipient VN --title "Ports" --instrument loan'
            ' --amount "<=JPY 50bn" --terms maturity_years=40 --terms rate_percent=0.1'
            " --on 2023-11 --cites kyodo-2023-12-17",
        ),
        "pledge-restated": ('--stream pledge/jaif-2023 --amount "~USD 100m" --on 2023-12-17 --cites kyodo-2023-12-17',),
        "pledge-topped-up": ('--stream pledge/jaif-2023 --amount "USD 5m" --on 2024-03 --cites kyodo-2023-12-17',),
        "pledge-revised": (
            '--stream pledge/mobilise-2023 --amount ">=USD 36bn" --on 2024-04 --cites kyodo-2023-12-17',
        ),
        "pledge-committed": ('--stream pledge/wa-project-2 --amount "JPY 10bn" --on 2024-05 --cites jpf-wa2',),
        "pledge-disbursed": ('--stream pledge/wa-project-2 --amount "JPY 2.5bn" --on 2024-06-30 --cites jpf-wa2',),
        "pledge-suspended": (
            '--stream pledge/joint-research-2023 --reason "Under review" --on 2024-07 --cites vietnamvn-2023-12',
        ),
        "pledge-completed": ("--stream pledge/acpheed --on 2022-08-26 --cites jaif-2022-08-26",),
        "pledge-cancelled": (
            '--stream pledge/joint-research-2023 --reason "Withdrawn" --on 2024-12 --cites vietnamvn-2023-12',
        ),
        "pledge-merged": (
            '--stream pledge/decarbonisation-training-2021 --into pledge/aeti-2021 --reason "Recorded twice"',
        ),
        "programme-opened": (
            '--stream programme/scholarships --donor JP --recipient ASEAN --title "Scholarships"'
            " --instrument grant --on 2023-12-17 --cites jpf-wa2",
        ),
        "total-reported": (
            '--stream programme/vaccine-doses --measure disbursed --amount ">=24m dose" --on 2022-11-12'
            " --cites worldjpn-2022-11-12",
        ),
        "figure-reported": (
            "--stream series/asean-japan-trade --indicator trade --from ASEAN --to JP --period 2022"
            ' --value "USD 268.5bn" --change-percent 10.2 --on 2023-12-17 --cites kyodo-2023-12-17',
        ),
        "promise-assessed": (
            '--stream pledge/wa-project-2 --assessor "Summit Watch" --verdict under-way --score 0.5 --scale-low -1'
            " --scale-high 1 --period 2024 --on 2025-03 --cites jpf-wa2",
        ),
        "entry-cited": ('--target pledge/acpheed#1 --cites jaif-2022-08-26 --locator "para 2"',),
        "entry-corrected": (
            '--target series/asean-japan-trade#1 --field status=final --field "value=USD 225.8bn" --reason "Misread"',
            '--target series/asean-japan-trade#1 --field share-percent= --reason "Not in the source"',
        ),
        "entry-retracted": ('--target statement/kishida-foip-2021#1 --reason "Never said"',),
        "ledger-sealed": ("--stream ledger/ID --size 12 --root HEX",),
    }.items()
}
