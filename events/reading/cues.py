"""Cues: the words by which a text says what an amount is: promised, signed, paid, told again, traded, needed.

A cue counts the less the farther it stands from the amount, and the less with each other amount between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

Role = Literal[
    "promised",
    "signed",
    "paid",
    "so-far",
    "again",
    "raised-to",
    "budgeted",
    "received",
    "due",
    "figure",
    "aim",
    "need",
    "other",
]
"""What an amount is in its sentence. `received` is paid, and `due` promised, as the recipient tells it."""

_GIVE = (
    r"(?:provide|give|offer|contribute|donate|allocate|invest|deliver|extend|fund|send|spend|commit|supply|lend|grant"
    r"|inject|channel|deploy|finance|pay|mobili[sz]e|disburse|earmark|dedicate|devote|release"
    r"|bring|ship|disburse|pump"
    r"|make available|set aside|put (?:up|forward|in|into|towards?)|support|help|back|transfer"
    r"|furnish|deposit|contribute|hand over|top up|add"
    r"|train|unlock|leverage|pour|set up"
    r"|direct|plough|guarantee|underwrite|host|build|award|establish|create|launch|match)"
)
_GAVE = (
    r"(?:provided|gave|donated|contributed|delivered|extended|sent|supplied|lent|granted|paid|disbursed|transferred"
    r"|shipped|released|handed over|spent|given|airlifted|wired|furnished|injected|channell?ed|trained|deposited"
    r"|funded|financed|invested)"
)
_LOAN = (
    r"(?:loan|credit|grant|financ|contract|deal|agreement|memorandum|MoU|MOU|notes|pact|accord|arrangement|facility)"
)

_SUM = (
    r"(?= \S{0,3}\d| (?:US|A|C|NZ|S|HK|NT)?[$€£¥]| (?:up to|a total of|a|an|about|over|more than|nearly|some|almost"
    r"|around|roughly|at least|an estimated|close to|just|well) [^ ]{0,3}\d| [A-Z]{3} ?\d| (?:Rs|RMB|SDR|NT|HK))"
)
"""An amount right behind."""

_WORDS = {"<give>": _GIVE, "<gave>": _GAVE, "<loan>": _LOAN, "<sum>": _SUM}

TABLE = r"""
promised 1.0 pledg(?:e|es|ed|ing)\b
promised 1.0 promis(?:e|es|ed|ing)\b
promised 0.9 announc(?:e|es|ed|ing|ement)\b
promised 0.9 unveil(?:s|ed|ing)?\b
promised 1.0 (?:will|shall|’ll|'ll|would)(?: \w+ly)?(?: not only| no longer| also| further| now| together
    | jointly| first| then| soon| both| not| never)?(?: be)? <give>
promised 1.0 (?:will|shall|would)(?: \w+ly| also)? be (?:<gave>|made available|allocated|mobili[sz]ed|earmarked
    |set aside)
promised 0.95 (?:is|are|was|were|be) (?:also |now |already )?(?:providing|giving|sending|lending|offering
    |donating|contributing|supplying|allocating|extending|launching|releasing|making|investing|granting|setting)\b
promised 0.6 (?:providing|giving|sending|lending|donating|contributing|supplying|extending|investing)\b
promised 0.9 (?:will|shall|would) (?:[\w-]+ ){1,2}<give>\b
promised 0.75 (?<!able )(?<!need )(?<!asked )(?<!urged )to (?:jointly )?<give>\b
promised 0.9 offer(?:s|ed|ing)?\b
promised 0.95 commit(?:s|ted|ting)?\b(?! suicide| crimes?)
promised 0.55 commitments?\b
promised 0.9 (?:allocat|earmark|dedicat)(?:e|es|ed|ing|s|ing)?\b
promised 0.85 set(?:s|ting)? aside\b
promised 0.9 (?:will|would|shall|is to|are to) (?:also |then )?go (?:to|towards?|into)\b
promised 0.9 (?:plans?|intends?|planning|vow(?:s|ed)?|proposes?|proposed|expects?) to\b
promised 0.9 (?:making|makes?|made|make) available\b
promised 0.95 (?:will|shall|would|to|is|are) (?:also )?(?:make|making)\b(?=[^.;]{0,50} available)
promised 0.8 agree[ds]? (?:to|on|upon) (?!lend)
promised 0.5 (?:aid|assistance|support|relief|rescue|financing|funding|investment|stimulus) (?:package|programme
    |program)\b
promised 0.7 (?:package|deal|loan|grant|programme|program|project|pledge|commitment|contribution|aid)s? (?:is
    |are|was|were|will be) (?:worth|valued at)\b
promised 0.6 (?:contributors?|donors?) (?:to .{0,40})?(?:include|included|are|were)\b
promised 0.45 (?:contribution|donation|package|grant|loan|line of credit|credit line|funding|aid|assistance
    |investment)s? (?:of|worth|totall?ing)\b
promised 0.5 (?:payment|tranche|instal?lment)s? of\b
promised 0.3 (?:package|programme|bailout|lifeline|facility|credit line|line of credit|grants?|loans?|aid
    |assistance|humanitarian|funding|donation|contribution|support)\b
signed 1.15 sign(?:s|ed|ing)?\b(?! of| that| up)
signed 1.25 sign(?:s|ed|ing)? (?:an? |the )(?:[\w-]+ )*?<loan>[^.;,]{0,50} (?:under|by|in) which
     [^.;,]{0,30}?(?:will|would|is to) <give>
signed 1.1 ink(?:s|ed)\b
signed 1.0 approv(?:e|es|ed|ing)\b
signed 1.1 exchanged? (?:of )?(?:diplomatic )?notes\b
signed 1.0 conclud(?:e|es|ed)\b(?= .{0,40}<loan>)
signed 0.95 (?:loan|financing|grant|credit|guarantee|funding) (?:agreements?|contracts?)\b
signed 1.0 agreed? to lend\b
signed 0.95 (?:finali[sz]ed|sealed|clinched|secured|obtained|awarded|won)\b
signed 0.8 contracts? (?:worth|valued|for)\b
paid 1.05 (?<!be )(?<!will )(?<!have )(?<!has )(?<!had )(?:<gave>)\b
paid 1.0 disburs(?:ed|ements?|es|ing)\b
paid 1.0 (?:handed|turned) over\b
paid 0.9 (?:arrived|arrives)\b
paid 1.0 (?:did|do|does) (?:indeed |also )?<give>\b
paid 0.9 hand(?:s|ing) over\b
paid 0.8 (?:donates|delivers|gives|sends|provides|transfers|ships)\b
so-far 1.2 (?:has|have|had)(?: \w+ly| also| so far| already| now| since| together| jointly)*(?: been)? <gave>\b
so-far 1.2 (?:has|have|had)(?: \w+ly| also| so far| already| now)*(?: been)? (?:received|benefited|obtained)\b
so-far 1.2 already(?: been)? (?:<gave>|received)\b
so-far 1.2 (?:has|have|had) (?:been )?made available\b
so-far 1.0 (?:bring(?:s|ing)?|brought|tak(?:es|ing)) (?:\S+ ){0,9}?(?:total|to)\b
so-far 0.95 (?:aid|assistance|support|lending|help|ODA|grants|loans|donations|contributions?|funding
    |financing)\b[^.;$€£¥]{0,70}? (?:came to|reached|stood at|stands at|amounted to|totall?ed|totall?ing|amounts to
    |hit|exceeded|exceeds|topped|surpassed|(?:fell|rose|grew|dropped|increased|climbed|declined)(?: \S+){0,3}? to)\b
so-far 0.9 (?:cumulative|aggregate)(?:ly)?\b
received 1.05 (?<!has )(?<!have )(?<!had )(?<!will )received\b
due 1.1 (?:will|would|is to|are to|set to|due to|expected to|shall) (?:also |be |soon )*(?:receive|get|obtain
    |benefit from|borrow)\b
due 0.9 to (?:receive|borrow)\b
due 1.25 (?:was|were|been) (?:promised|pledged|offered|allocated)\b<sum>
received 1.25 (?:was|were) (?:given|granted|awarded|lent|loaned|paid)\b<sum>
due 0.95 (?:expects?|expecting|awaits?|counts? on)\b(?=[^.;]{0,40} from )
again 1.3 (?:reiterat|reaffirm|reconfirm|re-?announc|restat|renew)(?:e|es|ed|ing|s)?\b
again 1.25 (?:previously|already|earlier|originally|first|initially)[ -](?:announced|pledged|promised|committed
    |unveiled|agreed)\b
again 1.25 had(?: already| previously| earlier| also| originally)? (?:pledged|promised|announced|committed
    |offered|unveiled|said it would)\b
again 1.2 (?:pledged|announced|promised|unveiled|committed|made|agreed|offered)(?: \w+){0,3}? (?:last (?:year
    |month|week|spring|summer|autumn|fall|winter|January|February|March|April|May|June|July|August|September|October
    |November|December)|(?:a|two|three|four|five|several) (?:years?|months?|weeks?) (?:ago|earlier)|earlier (?:this
    |in the) (?:year|month|week))\b
raised-to 1.3 (?:rais|increas|doubl|tripl|boost|lift|cut|reduc|lower|scal|slash|hik|upp|expand)(?:e|es|ed|ing|s
    |led|ling|ped|ping)?(?: \w+){0,7}? (?:pledge|commitment|contribution|promise|support|assistance|aid|finance
    |financing|funding|offer|package)\b(?: \S+){0,6}? to\b
budgeted 1.35 budget (?:requests?|proposals?|bill)\b
budgeted 1.1 budget(?:s|ed|ary)?\b(?! support)
budgeted 1.1 appropriat(?:e|es|ed|ing|ions?)\b
figure 1.0 (?:(?:bilateral|two-way|mutual|total|merchandise|goods|services|annual|overall) )*(?:trade
    |commerce)(?: volume| turnover| value| flows?| exchange)?\b(?! union| fair| deal| agreement| talks| minister
    | war| facilitation| finance| pact| mission| barriers| representative| ministry| department| secretary
    | commissioner| credit| route| corridor| wind)
figure 1.0 (?:exports?|exported|imports?|imported|shipments)\b(?![- ](?:import|export|financ|credit|bank|control
    |promotion|ban|duty|dut|tariff|market|agenc|insur|licen))
figure 1.0 (?:foreign direct investment|direct investment|FDI|(?:registered|committed|total|cumulative
    |accumulated) (?:investment|capital)|investment (?:stock|flows?|inflows?|outflows?))\b
figure 1.1 (?:trade|commerce|exports?|imports?|investments?|FDI|deficit|surplus|shipments
    |turnover)\b[^.;$€£¥]{0,90}? (?:came to|reached|reaching|stood at|stands at|amounted to|amounting to|totall?ed
    |totall?ing|hit|hitting|was worth|were worth|valued at|rose to|rose .{0,20} to|grew to|climbed to|jumped to
    |fell to|dropped to|exceeded|exceeding|topped|surpassed|surpassing|crossed|was|were|is|are)(?: a record
    | a record high of| an all-time high of)?(?= \S{0,3}\d| (?:US|A|C|NZ|S|HK|NT)?[$€£¥]| (?:about|over|more than
    |nearly|some|almost|around|roughly|at least|an estimated|close to|just|well) | [A-Z]{3} ?\d)
figure 1.25 (?:has|have|had)? ?invested (?:a |an )?(?:cumulative|total|combined|accumulated)\b
figure 0.7 (?:tourists?|visitors|arrivals)\b
figure 0.8 remittances\b
aim 1.15 (?:target(?:s|ed|ing)?(?: of)?|goal of|aim(?:s|ed|ing)? (?:to|at)|ambition|hop(?:es?|ed|ing) to
    |seek(?:s|ing)? to|so as to|objective of|bid to)\b
aim 1.15 (?:work(?:ing)? towards?|(?:rais|increas|lift|boost|expand|doubl|bring|grow|tak)\w* (?:its |the
    |their )?(?:bilateral |two-way |mutual |annual )*(?:trade|commerce|turnover|exports|imports
    |volume)\b[^.;]{0,40}? to)\b
need 1.0 (?:needs?|needed|requir(?:e|es|ed|ements?|ing))\b
need 1.0 (?:appeal(?:s|ed|ing)?(?: for)?|call(?:s|ed|ing)? (?:for|on)|request(?:s|ed|ing)?|ask(?:s|ed
    |ing)? (?:for|the|donors)?|sought|seek(?:s|ing)?|demand(?:s|ed|ing)?|urg(?:e|es|ed|ing))\b
need 1.0 (?:gap|shortfall|damages?|loss(?:es)?)\b(?! and [Dd]amage)
need 0.9 (?:estimated|estimates?)\b
need 0.9 (?:(?:would|will|could|may|might) cost|costs? of|costing|cost)\b
other 1.05 (?:increase|rise|decrease|drop|cut|reduction|growth) of\b<sum>
other 1.0 (?:GDP|gross domestic product|revenues?|profits?|turnover of|market (?:value|capitali[sz]ation)
    |per barrel|a barrel|salary|salaries|fined?|reserves|economy|priced?|stake|population|households?|inhabitants
    |citizens|employees|workers at)\b
other 0.9 (?:debts?|owe[sd]?|owing|arrears|(?<!trade )deficit of|bonds?)\b(?! relief| cancellation| swap| suspension
    | treatment)
"""
"""A row a cue: the role, the weight, a regular expression; an indented line goes on with it."""

DISTANCE = 70.0
"""Characters over which a cue loses two thirds of its weight."""
ACROSS = 0.55
"""What is left of a cue's weight across another amount."""
BEHIND = 0.75
"""What is left of it where it stands behind the amount."""


@dataclass(frozen=True)
class Cue:
    """Words of a text that are a cue: from `start` to `end`."""

    role: Role
    weight: float
    start: int
    end: int
    text: str


@cache
def _patterns() -> tuple[tuple[Role, float, re.Pattern[str]], ...]:
    rows = (line.split(" ", 2) for line in re.sub(r"\n +", "", TABLE).strip().splitlines())
    return tuple((_role(role), float(weight), _compiled(words)) for role, weight, words in rows)


def _role(word: str) -> Role:
    if word not in get_args(Role):
        raise ValueError(f"no role {word}")
    return cast("Role", word)


def _compiled(words: str) -> re.Pattern[str]:
    for name, listed in _WORDS.items():
        words = words.replace(name, listed)
    return re.compile(rf"(?<![\w-])(?:{words})", re.IGNORECASE)


def find_cues(sentence: str, offset: int = 0) -> list[Cue]:
    """Return the cues of a sentence, in no order; `offset` is where it begins in its text."""
    return [*_cues(sentence.replace("\n", " "), offset)]


def _cues(sentence: str, offset: int) -> Iterator[Cue]:
    for role, weight, pattern in _patterns():
        for found in pattern.finditer(sentence):
            yield Cue(role, weight, offset + found.start(), offset + found.end(), found[0])
