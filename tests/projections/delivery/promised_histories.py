"""Random histories with more that delivery tells of: targets, what was reached, meetings, agreements, assessments."""

from random import Random

from hypothesis import strategies as st

from tests.histories import Draft, histories

MEASURES = ("targeted", "achieved", "disbursed", "committed")
VERDICTS = ("kept", "in-part", "not-kept", "under-way", "too-early")
DAYS = ("2020-03-01", "2021", "2021-10", "2022-06-30", "2023-01-15", "2024")


@st.composite
def promised_histories(draw: st.DrawFn, max_size: int = 20, assessed: bool = True) -> list[Draft]:
    """Draw a history, then follow some of its streams up."""
    drafts = draw(histories(max_size=max_size))
    return followed(drafts, Random(draw(st.integers(0, 2**32 - 1))), assessed=assessed)


def followed(drafts: list[Draft], rng: Random, *, assessed: bool = True) -> list[Draft]:
    """Add targets and totals to pledges and programmes, further meetings and agreements, and, if asked, assessments."""
    merged = {draft["stream"] for draft in drafts if draft["kind"] == "pledge-merged"}
    gone = {draft["target"].partition("#")[0] for draft in drafts if draft["kind"] == "entry-retracted"}
    streams = [*dict.fromkeys(draft["stream"] for draft in drafts)]
    money = [each for each in streams if each.startswith(("pledge/", "programme/")) and each not in merged | gone]
    found = list(drafts)
    for number in range(rng.randrange(4)):
        found += _acts(number, rng)
    for stream in rng.choices(money, k=rng.randrange(8)) if money else ():
        told = {"measure": rng.choice(MEASURES), "amount": _amount(rng), "as_of": rng.choice((None, *DAYS))}
        found.append(_event("total-reported", stream, rng, told))
    if assessed:
        found += assessments(found, rng, [*money, "meeting/summit", "agreement/plan"])
    return found


def assessments(drafts: list[Draft], rng: Random, streams: list[str]) -> list[Draft]:
    """Judge some of the streams."""
    score = {"score": "0.5", "scale_low": "-1", "scale_high": "1"}
    return [
        _event(
            "promise-assessed",
            stream,
            rng,
            {"assessor": rng.choice(("JP", "Watch")), "verdict": rng.choice(VERDICTS)} | rng.choice(({}, score)),
        )
        for stream in rng.choices(streams, k=rng.randrange(1, 5))
    ]


def _acts(number: int, rng: Random) -> list[Draft]:
    both = {"parties": ["ASEAN", "JP"]}
    meeting, agreement = f"meeting/m{number}", f"agreement/a{number}"
    planned = {"name": "Talks", "planned_for": rng.choice((None, *DAYS))} | both
    events = [_event("meeting-planned", meeting, rng, planned)]
    for kind in rng.choices(("held", "called-off", "planned"), k=rng.randrange(3)):
        later = {"planned_for": rng.choice(DAYS)} if kind == "planned" else {}
        events.append(_event(f"meeting-{kind}", meeting, rng, later))
    events.append(_event("agreement-reached", agreement, rng, {"title": "Terms"} | both))
    if rng.random() < 0.5:
        kind = rng.choice(("entered-into-force", "amended", "terminated"))
        events.append(_event(f"agreement-{kind}", agreement, rng, {}))
    return events


def _amount(rng: Random) -> Draft:
    bound = rng.choice(("exact", "about", "at-least", "at-most"))
    return {"value": str(rng.randint(1, 12) * 10), "unit": rng.choice(("USD", "JPY", "person")), "bound": bound}


def _event(kind: str, stream: str, rng: Random, fields: Draft) -> Draft:
    told = {name: value for name, value in fields.items() if value is not None}
    return {"kind": kind, "stream": stream, "on": rng.choice(DAYS), "cites": [{"source": "wire"}]} | told
