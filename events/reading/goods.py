"""Things and people that are given, among all that a text counts."""

from __future__ import annotations

import re

_GOODS = frozenset(
    "dose vaccine vial tonne ton vessel boat ship aircraft helicopter plane jet vehicle "
    "ambulance truck bus car ventilator kit "
    "mask test syringe tent bed scholarship generator drone missile tank shell round system "
    "radar tablet computer laptop "
    "book textbook school classroom hospital clinic home house container bag blanket litre "
    "barrel concentrator cylinder "
    "refrigerator freezer motorcycle tractor kilogram kilo gram pack parcel package ration "
    "well pump panel lamp net tablet "
    "train locomotive carriage engine rifle howitzer launcher interceptor satellite "
    "fellowship seedling seed tree animal cow "
    "goat kiosk excavator bulldozer crane camera scanner fridge mattress tarpaulin toolkit "
    "unit sack piece set bottle "
    "megawatt gigawatt".split()
)
_PEOPLE = frozenset(
    "person people trainee student worker teacher expert engineer professional official nurse doctor youth scholar "
    "researcher farmer soldier officer volunteer technician woman man child graduate leader entrepreneur specialist "
    "policeman peacekeeper troop".split()
)
_TAUGHT = re.compile(
    r"\b(?:train(?:s|ed|ing)?|scholarships?|invit(?:e|es|ed|ing)|host(?:s|ed|ing)?|exchang\w+"
    r"|educat\w+|send(?:s|ing)?|sent|dispatch\w*|deploy\w*|fellowships?|teach\w*)\b",
    re.IGNORECASE,
)


def counts_as_help(unit: str, sentence: str) -> bool:
    """Tell whether a count in this unit may be help: goods, or people whom somebody trains, invites or sends."""
    last = unit.rpartition("-")[2]
    if last in _GOODS:
        return True
    return last in _PEOPLE and bool(_TAUGHT.search(sentence))
