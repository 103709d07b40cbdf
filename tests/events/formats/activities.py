"""Small hand-made IATI files."""

HEAD = '<iati-activities version="{version}" generated-datetime="{generated}T00:00:00Z">'


def transaction(
    type: str = "2", value: str = "100", day: str = "2020-03-01", ref: str = "", currency: str = "EUR", inside: str = ""
) -> str:
    """A transaction; `inside` is what else stands in it."""
    return (
        f'<transaction ref="{ref}"><transaction-type code="{type}"/><transaction-date iso-date="{day}"/>'
        f'<value currency="{currency}" value-date="{day}">{value}</value>{inside}</transaction>'
    )


def total(tag: str = "budget", value: str = "50", year: str = "2021") -> str:
    """A budget, or a planned disbursement, of a year."""
    return (
        f'<{tag} type="1"><period-start iso-date="{year}-01-01"/><period-end iso-date="{year}-12-31"/>'
        f'<value currency="EUR" value-date="{year}-01-01">{value}</value></{tag}>'
    )


def activity(
    *money: str, identifier: str = "XM-1", title: str = "Wells", status: str = "2", funders: str = "", more: str = ""
) -> str:
    """An activity of Iceland's for Kenya, through an organisation; `money` are its transactions and totals."""
    donors = funders or org("1", "Iceland", type="10")
    return (
        f'<iati-activity default-currency="EUR"><iati-identifier>{identifier}</iati-identifier>'
        '<reporting-org ref="XM-X" type="21"><narrative>Reporters</narrative></reporting-org>'
        f"<title><narrative>{title}</narrative></title><description><narrative>{title}</narrative></description>"
        f'{donors}{org("4", "Diggers Abroad", ref="XM-D", type="21")}<activity-status code="{status}"/>'
        '<activity-date type="2" iso-date="2020-01-01"/><recipient-country code="KE"/>'
        f"{more}{''.join(sorted(money, key=order))}</iati-activity>"
    )


def org(role: str, name: str, ref: str = "", type: str = "") -> str:
    """A participating organisation."""
    text = f'ref="{ref}" ' if ref else ""
    return f'<participating-org {text}role="{role}" type="{type}"><narrative>{name}</narrative></participating-org>'


def file(*activities: str, version: str = "2.03", generated: str = "2022-01-01") -> str:
    """A file of activities, generated on a day."""
    return HEAD.format(version=version, generated=generated) + "".join(activities) + "</iati-activities>"


def order(money: str) -> int:
    """The order that the schema asks for: budgets, plans, transactions."""
    return next(place for place, tag in enumerate(("<budget", "<planned", "<transaction")) if money.startswith(tag))
