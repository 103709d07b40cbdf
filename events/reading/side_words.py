"""Words that say who gives and who gets: before a name, behind it, and around it; and who mostly does which."""

from __future__ import annotations

import re

GIVERS = frozenset(
    "AU AT BE CA CH CN CZ DE DK EE ES EU FI FR GB GR HU IE IS IT JP KR LT LU LV NL NO NZ PL "
    "PT RU SE SG SI SK US AE KW "
    "QA SA TR TW IN BR ADB AFDB AIIB EBRD EIB IADB ISDB IDA IFC IMF WORLDBANK NDB CDBCN "
    "CEXIM JICA JBIC KOICA USAID DFC "
    "KFW GIZ GATES OPECFUND GCF GFATM CERF BADEA SIDA MCC TIKA PEPFAR CAF EDCF "
    "KEXIM SFD QFFD BII COVAX".split()
)
"""Those who mostly give: a hint where the words leave it open."""
GETTERS = frozenset(
    "AFRICA PACIFIC CARIBBEAN DEVELOPING LDCS SIDS SAHEL HORN SSAFRICA CENTRALASIA LATAM "
    "MEKONG SEASIA SOUTHASIA FRLD "
    "WFP UNHCR UNICEF WHO UNRWA IOM OCHA GAVI GFATM GPE PANDEMICFUND PS UA".split()
)
TOWARD = re.compile(
    r"\b(?:to|for|towards?|on behalf of|benefit(?:ing)?|assist(?:ing)?|help(?:ing)?"
    r"|support(?:ing)?|backing?|behind|go(?:ing|es)? to|among|across|"
    r"throughout|rebuild(?:ing)?|into|affect(?:ed|ing)|hit|aid(?:ing)?)\s+(?:the |its |a |an "
    r"|all |both |war-torn |neighbou?ring "
    r"|ally |poorer |developing |flood-hit |crisis-hit |debt-ridden |(?:government|people"
    r"|peoples|victims|parts?|south|north|refugees|children|regions?|areas?|communities|"
    r"families|farmers|the rest|citizens|economy|recovery|reconstruction|development|\w+ "
    r"people|\w+ efforts|survivors|developing countries|least developed countries|countries"
    r"|nations|\w+ countries) "
    r"(?:of|in|from|across|such as|including|like) (?:the )?|(?:\w+[- ]){0,2}?(?:for|of|in|across) (?:the )?)*$",
    re.IGNORECASE,
)
WITHIN = re.compile(
    r"\b(?:in|across|inside|within|throughout)\s+(?:the |all |parts of |rural |northern "
    r"|southern |eastern |western |central )*$",
    re.IGNORECASE,
)
FROM = re.compile(
    r"\b(?:from|by|of which|funded by|financed by|provided by|donor|donors|thank(?:s|ed|ing)?"
    r"|courtesy of)\s+(?:the |both |its |a |partners |donors |countries "
    r"|(?:government|people|governments|taxpayers) of (?:the )?|(?:such as|including|like) )*$",
    re.IGNORECASE,
)
WITH = re.compile(
    r"\b(?:with|between|alongside|against|of|than|as|on|about|over|via|through|under|at|near"
    r"|told|urged|asked|thanked|visit(?:ed|ing)?)\s+(?:the |its |a |an )*$",
    re.IGNORECASE,
)
NOUN = re.compile(
    r"(?:[’']s?)?(?:[ -](?:[\w-]+ ){0,4}?)(?:grants?|loans?|aid|pledges?|contributions?"
    r"|support|assistance|funding|credits?|commitments?|donations?|"
    r"packages?|investments?|promises?|offers?|finance|financing|money|help|funds|announcement"
    r"|share|ODA|lines? of credit|relief|guarantees?)\b",
    re.IGNORECASE,
)
EVENT = re.compile(
    r"(?:[-–][A-Z]\w+)?(?:[’']s)?(?: \w+){0,3}? (?:[Ss]ummit|[Mm]eeting|[Cc]onference|[Ff]orum"
    r"|[Dd]ialogue|[Aa]ssembly|[Ee]mbassy|[Pp]arliament|Times|News|Post|talks)\b"
)
PUBLIC = re.compile(
    r"(?:[’']s)? (?:[\w-]+ ){0,2}?(?:companies|firms|investors|businesses|banks"
    r"|corporations|enterprises|conglomerates?|exporters|manufacturers|carmakers?|tech "
    r"giants?)\b",
    re.IGNORECASE,
)
HYPHEN = re.compile(r"\s?[-–—/]\s?")
RECEIVING = frozenset(("due", "received"))
GAINED = re.compile(r"(?:secur|obtain|won|clinch|borrow|receiv|award)", re.IGNORECASE)
HAS_GAINED = re.compile(r"(?<!been )\b(?:received|obtained|benefited)", re.IGNORECASE)
THANKED = re.compile(
    r"\b(?:thank(?:s|ed|ing)?|grateful to|gratitude to|appreciat\w+|welcom(?:es|ed|ing)"
    r"|hail(?:s|ed|ing)|prais(?:es|ed|ing)"
    r"|acknowledg\w+) (?:the |for )*$"
)
SUPPLIED = re.compile(
    r"\b(?:giv|provid|suppl|lend|lent|gave|grant|offer|send|sent|help|assist|equip|arm|fund"
    r"|train|award|allocat|extend|hand|pay|paid"
    r"|promis|pledg|support)\w*\s+(?:the |its |\w+ )?$",
    re.IGNORECASE,
)
HEAD = re.compile(
    r"\b(?:governments?|republic|president|minister|kingdom|emperor|sultan|king|leaders|people"
    r"|(?:ministry|department|central bank)(?: \w+){0,4}|affairs"
    r"|state|authorities) of (?:the )?$",
    re.IGNORECASE,
)
JOINT = re.compile(
    r"(?:\s*\((?:the )?[A-Z][\w-]+\))?\)?\s*(?:,|and|,\s*and|as well as|along with|together with|&)\s*(?:the )?"
    r"(?:(?:[Gg]overnments?|(?:[A-Z]\w+ )?Republic|Kingdom|State) of (?:the )?)?"
)
"""What joins two names into a row."""
RIGHT_BEHIND = re.compile(
    r"\s*(?:\([^)]*\))?,?\s*(?:(?:is|are|was|were|will go|would go|goes|went|going|will be|earmarked|meant|each) )*"
    r"(?:for|to|towards?) (?:the )?(?:(?:[Gg]overnment|people|victims) of (?:the )?)?"
)
"""Words from an amount to the one it is for."""
